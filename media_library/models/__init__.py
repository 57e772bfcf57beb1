"""Pictures, videos with their programmes, and files; all that is uploaded goes through here."""

from media_library.models.attachment import Attachment
from media_library.models.image import Image, ImageQuerySet, Mention
from media_library.models.programme import Programme
from media_library.models.transcoding import Transcoding
from media_library.models.video import Video, VideoQuerySet

__all__ = ["Attachment", "Image", "ImageQuerySet", "Mention", "Programme", "Transcoding", "Video", "VideoQuerySet"]
