from datetime import datetime, time
from functools import partial

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from publishing.fields import FoldedField, LineField, PlainTextField
from publishing.models.append_only import AppendOnlyModel, AppendOnlyQuerySet
from vietnamese.folding import fold


class EventQuerySet(AppendOnlyQuerySet):
    def of(self, thing):
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk)

    def between(self, first, last):
        """What was done from the local day `first` to the local day `last`, either of which may be None."""
        midnight = partial(timezone.make_aware, timezone=timezone.get_default_timezone())
        events = self.filter(at__gte=midnight(datetime.combine(first, time()))) if first else self
        return events.filter(at__lte=midnight(datetime.combine(last, time.max))) if last else events

    def mentioning(self, text):
        """What has every word of a text in what it says of the thing, the person, the reason or the address."""
        events = self
        for word in fold(text).split():
            events = events.filter(folded__contains=word)
        return events

    def newest_first(self):
        return self.order_by("-at", "-pk")

    def older_than(self, moment, pk):
        """What follows upon that key in `newest_first`."""
        return self.filter(Q(at__lte=moment) & (Q(at__lt=moment) | Q(pk__lt=pk)))


class Event(AppendOnlyModel):
    """Something that was done: who, what, when, from where, to which thing, with which change.

    Rows are only added, and by `publishing.audit_log.record` alone.
    """

    name = models.CharField("việc", max_length=40)
    content_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, blank=True, verbose_name="loại")
    object_id = models.PositiveBigIntegerField("mã số", null=True, blank=True)
    thing = GenericForeignKey()
    thing_text = LineField("nội dung", max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name="người làm",
    )
    by_text = LineField("tên người làm", max_length=200, blank=True)
    before = models.JSONField("trước", null=True, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField("sau", null=True, blank=True, encoder=DjangoJSONEncoder)
    note = PlainTextField("ghi chú", blank=True)
    at = models.DateTimeField("lúc", auto_now_add=True)
    address = LineField("từ địa chỉ", max_length=64, blank=True)
    user_agent = LineField("trình duyệt", max_length=200, blank=True)
    folded = FoldedField("thing_text", "by_text", "note", "address")

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "việc đã làm"
        verbose_name_plural = "nhật ký"
        base_manager_name = "objects"  # nothing passes by the refusals of its QuerySet
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["content_type", "object_id", "-id"], name="publishing_event_newest"),
            models.Index(fields=["-at", "-id"], name="publishing_event_at"),
            models.Index(fields=["by", "-at", "-id"], name="publishing_event_by"),
            models.Index(fields=["name", "-at", "-id"], name="publishing_event_name"),
            models.Index(fields=["content_type", "-at", "-id"], name="publishing_event_kind"),
        ]
        permissions = [
            ("submit", "Gửi duyệt"),
            ("review", "Duyệt hoặc trả lại"),
            ("publish", "Đăng, hẹn giờ, gỡ"),
            ("force", "Đăng thẳng bài của chính mình"),
        ]

    def __str__(self):
        return f"{self.by_text or 'Hệ thống'}: “{self.thing_text}”"
