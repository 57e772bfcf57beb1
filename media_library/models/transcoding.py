from typing import NamedTuple

from django.core.files.storage import default_storage
from django.db import models

from media_library.file_responses import media_type
from publishing.models import Announced

DEFAULT_SIDE_PIXELS = 480  # shorter side of the default quality; where it is missing, the next larger one


class Quality(NamedTuple):
    """One file of a film that can be played; `name` is its name in the storage."""

    side: int
    name: str
    size: int
    is_original: bool = False

    @property
    def address(self):
        return default_storage.url(self.name)

    @property
    def type(self):
        return media_type(self.name)

    @property
    def label(self):
        return f"{self.side}p" if self.side else "Bản gốc"


class Transcoding(Announced):
    """The results of `manage.py transcode` for a stored film, found by the film's name.

    `side` is the film's shorter side in pixels and `size` its bytes; `made` is {side: {"file": name, "size": bytes}}.
    """

    source = models.CharField("tệp gốc", max_length=100, unique=True)
    side = models.PositiveSmallIntegerField("cạnh ngắn", default=0)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)", default=0)
    made = models.JSONField("các bản", default=dict)
    is_done = models.BooleanField("đã xong", default=False)
    failure = models.CharField("vì sao không làm được", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "bản phát của video"

    def __str__(self):
        return self.source

    @property
    def qualities(self):
        """The qualities of the film: the default one, then the others from the finest; [] where there is only one."""
        if not self.made:
            return []
        made = [Quality(int(side), one["file"], one["size"]) for side, one in self.made.items()]
        original = Quality(self.side, self.source, self.size, is_original=True)
        finest_first = sorted([original, *made], key=lambda one: (one.side, one.is_original), reverse=True)
        medium = min(
            finest_first, key=lambda one: (one.side < DEFAULT_SIDE_PIXELS, abs(one.side - DEFAULT_SIDE_PIXELS))
        )
        return [medium, *(one for one in finest_first if one is not medium)]
