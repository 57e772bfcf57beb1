import re

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from media_library.files import AttachmentField
from publishing.fields import FoldedField, LineField
from publishing.models import Announced, AnnouncedQuerySet, Publishable
from vietnamese.slugs import slugify

NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]+')  # what some system or other does not allow in a file's name
MOST_SHOWN = 20  # carriers of each kind
LONGEST_NAME = 150  # characters; 255 bytes are the most on usual disks, and ế takes three


class AttachmentQuerySet(AnnouncedQuerySet):
    def with_standing(self):
        """Annotate what readers may have: `is_public` through a list, `is_reachable` at all, `was_public` once."""
        return self.annotate(
            is_public=_hangs_on(lambda things: things.published()),
            is_reachable=_hangs_on(lambda things: things.reachable()),
            was_public=_hangs_on(lambda things: things.were_out()),
        )


def _hangs_on(chosen):
    """Whether a file hangs on one of the chosen rows of any kind of published thing."""
    found = Q()
    for field in bearers():
        found |= Q(Exists(chosen(field.model.objects).filter(**{field.name: OuterRef("pk")})))
    return found


def bearers():
    """The relations in which published things of whatever floor carry files."""
    relations = Attachment._meta.related_objects
    return [relation.field for relation in relations if issubclass(relation.related_model, Publishable)]


class Attachment(Announced):
    """A document to download: checked, renamed at random, its size kept.

    Readers get it at its own address, and only while something that they can reach carries it.
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
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
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
        """The title without the ending that people like to type along."""
        return self.title.removesuffix(f".{self.kind}")

    @property
    def slug(self):
        return slugify(self.name, max_length=80) or "tep"

    @property
    def download_name(self):
        """What the file is called on the reader's machine, since its own name is a random one."""
        name = NOT_IN_NAMES.sub("-", self.name)[:LONGEST_NAME].strip(". ")
        return f"{name or 'tep'}.{self.kind}"

    @property
    def is_shown_by_browsers(self):
        return self.kind == "pdf"

    def carriers(self):
        """Some of the things that carry it in the text readers have or would have, of any kind."""
        return [thing for field in bearers() for thing in field.model.objects.filter(**{field.name: self})[:MOST_SHOWN]]
