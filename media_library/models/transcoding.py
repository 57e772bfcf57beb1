from typing import NamedTuple

from django.core.files.storage import default_storage
from django.db import models

from media_library.delivery import media_type
from publishing.models import Announced

MEDIUM = 480  # points of the shorter side of the one that plays when nobody has chosen, or the next larger


class Quality(NamedTuple):
    """One film that can be played; `name` is the file's in the storage."""

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
    """What `manage.py transcode` has made of a stored film, by the film's name: whoever shows that film finds it.

    `side` is the film's shorter side in points and `size` its bytes; `made` is {side: {"file": name, "size": bytes}}.
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
        """In which the film can be played: the one that plays by itself, then the finest first; [] for one alone."""
        if not self.made:
            return []
        made = [Quality(int(side), one["file"], one["size"]) for side, one in self.made.items()]
        original = Quality(self.side, self.source, self.size, is_original=True)
        finest_first = sorted([original, *made], key=lambda one: (one.side, one.is_original), reverse=True)
        medium = min(finest_first, key=lambda one: (one.side < MEDIUM, abs(one.side - MEDIUM)))
        return [medium, *(one for one in finest_first if one is not medium)]
