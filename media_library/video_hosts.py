"""Foreign hosts of videos: of a copied address only the id is stored, in a field of the model for each host."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class VideoHost:
    """A host, the field of `Video` that stores its ids, and its addresses, in which `{}` stands for the id.

    `address` matches what people copy, its one group is the id. `embed_url` is the player that sets no cookie.
    `page_moment` and `embed_moment` are added to an address to begin at a second, which stands for `{}`; that of the
    player comes after a query.
    """

    name: str
    field: str
    id: re.Pattern
    address: re.Pattern
    page_url: str
    embed_url: str
    page_moment: str
    embed_moment: str

    def parse_id(self, typed: str) -> str:
        """The id in an address of this host, or the id itself; ValidationError with one sentence for anything else."""
        typed = typed.strip()
        if not typed or self.id.fullmatch(typed):
            return typed
        found = self.address.fullmatch(typed)
        if found is None:
            raise ValidationError(
                f"Đây không phải địa chỉ một video trên {self.name}; hãy chép lại cả địa chỉ của trang video."
            )
        return found[1]


HOSTS = (
    VideoHost(
        "YouTube",
        "youtube_id",
        id=re.compile(r"[A-Za-z0-9_-]{11}"),
        address=re.compile(
            r"(?:https?://)?(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/"
            r"(?:watch\?(?:[^#\s]*&)?v=|(?:embed|shorts|live)/)|youtu\.be/)([A-Za-z0-9_-]{11})(?:[?&#/]\S*)?"
        ),
        page_url="https://www.youtube.com/watch?v={}",
        embed_url="https://www.youtube-nocookie.com/embed/{}",
        page_moment="&t={}s",
        embed_moment="&start={}",
    ),
    VideoHost(
        "Vimeo",
        "vimeo_id",
        id=re.compile(r"[0-9]{4,12}"),
        address=re.compile(
            r"(?:https?://)?(?:www\.|player\.)?vimeo\.com/(?:video/|channels/[\w-]+/)?([0-9]{4,12})(?:[?#/]\S*)?"
        ),
        page_url="https://vimeo.com/{}",
        embed_url="https://player.vimeo.com/video/{}?dnt=1",
        page_moment="#t={}s",
        embed_moment="#t={}s",
    ),
)
HOST_FIELDS = [host.field for host in HOSTS]


def origin_of(address: str) -> str:
    """The origin of a player, for a Content-Security-Policy."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
