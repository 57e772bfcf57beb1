from django.db import models
from django.db.models import Q

from media_library.models.album import Album
from media_library.models.image import Image
from publishing.models import Revision


class Mention(models.Model):
    """A saved text refers to a picture or an album, which is thus kept; written by `media_library.reference_index`."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+", verbose_name="bản lưu")
    image = models.ForeignKey(Image, models.PROTECT, null=True, related_name="mentions", verbose_name="ảnh")
    album = models.ForeignKey(Album, models.PROTECT, null=True, related_name="mentions", verbose_name="album ảnh")

    class Meta:
        verbose_name = verbose_name_plural = "bài dùng ảnh"
        constraints = [
            models.UniqueConstraint(fields=["image", "revision"], name="media_library_mention_once"),
            models.UniqueConstraint(fields=["album", "revision"], name="media_library_mention_album_once"),
            models.CheckConstraint(
                condition=Q(image__isnull=True, album__isnull=False) | Q(image__isnull=False, album__isnull=True),
                name="media_library_mention_of_one",
                violation_error_message="Một lần nhắc đến là của một ảnh hoặc của một album.",
            ),
        ]

    def __str__(self):
        return f"{self.revision.content_type.name} “{self.revision.content.get('title', '')}”"
