from collections import defaultdict

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Q

from publishing.fields import LineField, PlainTextField


class NoteQuerySet(models.QuerySet):
    def of(self, *things):
        """The notes on any of these things, of whatever kinds."""
        pks, condition = defaultdict(list), Q(pk=None)
        for thing in things:
            pks[ContentType.objects.get_for_model(thing)].append(thing.pk)
        for kind, ids in pks.items():
            condition |= Q(content_type=kind, object_id__in=ids)
        return self.filter(condition)

    def unresolved(self):
        return self.filter(resolved_at=None)

    def counts_by_thing(self):
        """How many there are on each thing, `{(id of its kind, its key): number}`, in one query."""
        counted = self.order_by().values_list("content_type", "object_id").annotate(number=Count("pk"))
        return {(kind, pk): number for kind, pk, number in counted}


class Note(models.Model):
    """A comment of staff on a thing; readers never see it."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name="loại")
    object_id = models.PositiveBigIntegerField("mã số")
    thing = GenericForeignKey()
    text = PlainTextField("ghi chú", max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="người viết"
    )
    by_text = LineField("tên người viết", max_length=200)
    at = models.DateTimeField("lúc", auto_now_add=True)
    resolved_at = models.DateTimeField("xong lúc", null=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ghi chú"
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_id", "id"], name="publishing_note_thread")]

    def __str__(self):
        return f"{self.by_text}: {self.text[:60]}"
