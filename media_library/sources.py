"""Where a foreign player finds a video: of the address that somebody copied, only the id is kept."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
VIMEO_ID = re.compile(r"[0-9]{4,12}")
YOUTUBE_ADDRESS = re.compile(
    r"(?:https?://)?(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#\s]*&)?v=|(?:embed|shorts|live)/)|youtu\.be/)"
    r"([A-Za-z0-9_-]{11})(?:[?&#/]\S*)?"
)
VIMEO_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.|player\.)?vimeo\.com/(?:video/|channels/[\w-]+/)?([0-9]{4,12})(?:[?#/]\S*)?"
)
NOT_YOUTUBE = "Đây không phải địa chỉ một video trên YouTube; hãy chép lại cả địa chỉ của trang video."
NOT_VIMEO = "Đây không phải địa chỉ một video trên Vimeo; hãy chép lại cả địa chỉ của trang video."


def youtube_id(typed: str) -> str:
    """The id in a YouTube address, or the id itself; ValidationError with one sentence for anything else."""
    return _id_in(typed, YOUTUBE_ID, YOUTUBE_ADDRESS, NOT_YOUTUBE)


def vimeo_id(typed: str) -> str:
    """Likewise for Vimeo."""
    return _id_in(typed, VIMEO_ID, VIMEO_ADDRESS, NOT_VIMEO)


def origin_of(address: str) -> str:
    """The host of a player as a policy names it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _id_in(typed, alone, address, sentence):
    typed = typed.strip()
    if not typed or alone.fullmatch(typed):
        return typed
    found = address.fullmatch(typed)
    if found is None:
        raise ValidationError(sentence)
    return found[1]
