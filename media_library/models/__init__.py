"""Pictures and albums of them, videos with their programmes, files; all that is uploaded goes through here."""

from media_library.models.album import Album, AlbumQuerySet
from media_library.models.attachment import Attachment
from media_library.models.image import Image, ImageQuerySet
from media_library.models.mention import Mention
from media_library.models.programme import Programme
from media_library.models.transcoding import Transcoding
from media_library.models.video import Video, VideoQuerySet

__all__ = [
    "Album",
    "AlbumQuerySet",
    "Attachment",
    "Image",
    "ImageQuerySet",
    "Mention",
    "Programme",
    "Transcoding",
    "Video",
    "VideoQuerySet",
]
