import hashlib
import json
from datetime import UTC

from django.db import models

from publishing.models.append_only import AppendOnlyModel, AppendOnlyQuerySet

NO_DIGEST = "0" * 64  # what the first seal follows upon


def moment_text(moment):
    """A moment in UTC with milliseconds; `dumpdata` keeps no more of it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


class Seal(AppendOnlyModel):
    """A numbered batch of Events as they were, hashed together with the digest of the seal before it.

    `text` has a line of JSON for each Event (`publishing.canonical_events`); that of a cut says what was removed from
    the beginning of the record (`publishing.audit_cut`).
    """

    class Kind(models.TextChoices):
        BATCH = "batch", "niêm phong"
        CUT = "cut", "cắt bớt"

    number = models.PositiveBigIntegerField("số", primary_key=True)
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    sealed_at = models.DateTimeField("lúc")
    is_complete = models.BooleanField("không để lại việc nào chờ")
    previous = models.CharField("mã của niêm phong trước", max_length=64)
    digest = models.CharField("mã", max_length=64)  # SHA-256
    text = models.TextField("nội dung")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "niêm phong nhật ký"
        base_manager_name = "objects"  # nothing passes by the refusals of its QuerySet
        default_permissions = ()

    def __str__(self):
        return self.head

    @property
    def head(self):
        """`number:digest`: whoever keeps it elsewhere can tell whether the chain up to here was rewritten."""
        return f"{self.number}:{self.digest}"

    def computed_digest(self):
        """What `digest` has to be for the stored values."""
        values = [self.number, self.kind, self.is_complete, moment_text(self.sealed_at), self.previous]
        return hashlib.sha256(f"{json.dumps(values)}\n{self.text}".encode()).hexdigest()

    def entries(self):
        """The values of each line of the text."""
        return [json.loads(line) for line in self.text.split("\n")]


class UnsealedEvent(models.Model):
    """An Event that waits for its seal; written with it, and deleted by the transaction that seals it."""

    event_id = models.PositiveBigIntegerField("việc", primary_key=True)

    class Meta:
        verbose_name = verbose_name_plural = "việc chờ niêm phong"
        default_permissions = ()

    def __str__(self):
        return str(self.event_id)
