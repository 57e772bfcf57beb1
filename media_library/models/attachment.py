import re

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from media_library.file_fields import AttachmentField
from publishing.fields import FoldedField, LineField
from publishing.live_rows import relations_to
from publishing.models import Announced, AnnouncedQuerySet, Publishable
from vietnamese.slugs import slugify

FORBIDDEN_IN_NAMES = re.compile(r'[\\/:*?"<>|]+')  # not allowed in file names by some system
MAX_CARRIER_ROWS = 20  # carriers of each kind
MAX_NAME_CHARS = 150  # characters; 255 bytes are the most on usual disks, and ế takes three


class AttachmentQuerySet(AnnouncedQuerySet):
    def with_visibility(self):
        """Annotate whether a carrier is in public lists (`is_public`), has a page (`is_reachable`), was once public."""
        return self.annotate(
            is_public=_is_carried_by(lambda things: things.published()),
            is_reachable=_is_carried_by(lambda things: things.reachable()),
            was_public=_is_carried_by(lambda things: things.ever_published()),
        )


def _is_carried_by(chosen):
    """Whether one of the chosen rows of any kind of published thing carries the file."""
    found = Q()
    for field in carrier_fields():
        found |= Q(Exists(chosen(field.model.objects).filter(**{field.name: OuterRef("pk")})))
    return found


def carrier_fields():
    """The relations of published things, on whatever floor, to files."""
    return relations_to(Attachment, Publishable)


class Attachment(Announced):
    """A document to download: checked, renamed at random, its size kept.

    Readers get it at its own address, and only while a reachable thing carries it.
    """

    counted_as = "attachment"

    file = AttachmentField("tệp", upload_to="tep", size_field="size", kind_field="kind")
    title = LineField("tên tệp", max_length=200)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)", editable=False, default=0)
    kind = models.CharField("loại tệp", max_length=10, editable=False, blank=True)
    created_at = models.DateTimeField("đưa lên lúc", auto_now_add=True)
    folded = FoldedField("title")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "tệp đính kèm"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(file=""),
                name="media_library_attachment_has_file",
                violation_error_message="Chọn tệp đính kèm.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("attachment", args=[self.slug, self.pk, self.kind])

    @property
    def name(self):
        """The title without a file extension, which people often type."""
        return self.title.removesuffix(f".{self.kind}")

    @property
    def slug(self):
        return slugify(self.name, max_length=80) or "tep"

    @property
    def download_name(self):
        """The file's name on the reader's machine, since its stored name is random."""
        name = FORBIDDEN_IN_NAMES.sub("-", self.name)[:MAX_NAME_CHARS].strip(". ")
        return f"{name or 'tep'}.{self.kind}"

    @property
    def is_shown_by_browsers(self):
        return self.kind == "pdf"

    def carriers(self):
        """Some of its carriers of any kind, by their rows: the public text, or the one that would be."""
        return [
            thing
            for field in carrier_fields()
            for thing in field.model.objects.filter(**{field.name: self})[:MAX_CARRIER_ROWS]
        ]
