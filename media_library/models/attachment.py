from django.db import models

from media_library.files import AttachmentField
from publishing.fields import FoldedField, LineField
from publishing.models import Announced


class Attachment(Announced):
    """A document to download: checked, renamed at random, its size kept."""

    file = AttachmentField("tệp", upload_to="tep", size_field="size", kind_field="kind")
    title = LineField("tên tệp", max_length=200)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)", editable=False, default=0)
    kind = models.CharField("loại tệp", max_length=10, editable=False, blank=True)
    created_at = models.DateTimeField("đưa lên lúc", auto_now_add=True)
    folded = FoldedField("title")

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    @property
    def download_name(self):
        """What the file is called on the reader's machine, since its own name is a random one."""
        return f"{self.title.removesuffix(f'.{self.kind}')}.{self.kind}"
