from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from publishing.fields import LineField, PlainTextField
from publishing.models.snapshot import TextSnapshot
from publishing.models.states import revision_state_choices


class RevisionQuerySet(models.QuerySet):
    def of(self, thing):
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk)


class Revision(models.Model):
    """One saved text of a thing: its versioned columns and ordered relations, who saved it and why."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name="loại")
    object_id = models.PositiveBigIntegerField("mã số")
    thing = GenericForeignKey()
    content = models.JSONField("nội dung", encoder=DjangoJSONEncoder)
    schema = models.PositiveSmallIntegerField("phiên bản lược đồ")
    state = models.CharField("trạng thái", max_length=12, choices=revision_state_choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="người lưu"
    )
    by_text = LineField("tên người lưu", max_length=200, blank=True)
    note = PlainTextField("ghi chú", blank=True)
    created_at = models.DateTimeField("lưu lúc", auto_now_add=True)
    version = models.PositiveIntegerField("lần ghi", default=0)  # the thing's version after this was saved
    names = models.JSONField("tên gọi lúc lưu", default=dict)  # of related objects: {field: {pk: name}}
    is_minor = models.BooleanField("sửa nhỏ", default=False)
    correction = PlainTextField("đính chính", blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "bản lưu"
        indexes = [
            models.Index(fields=["content_type", "object_id", "-id"], name="publishing_revision_newest"),
            models.Index(fields=["by", "content_type", "-object_id"], name="publishing_revision_by"),
        ]

    def __str__(self):
        return f"Bản lưu {self.pk} ({self.get_state_display()})"


def save_revision(thing, *, by=None, text=None, state=None, **fields):
    """Keep a text of the thing (that of its row, when none is given) in a state (the row's)."""
    text = text or TextSnapshot.of(thing)
    return Revision.objects.create(
        thing=thing,
        content=text.content,
        names=text.names,
        schema=thing.revision_schema,
        version=thing.version,
        state=state or thing.state,
        by=by,
        by_text=person(by),
        **fields,
    )


def person(user):
    """How the record names somebody, also after the account is gone; nobody stands for the system."""
    if user is None:
        return ""
    full_name, username = user.get_full_name(), user.get_username()
    return f"{full_name} ({username})" if full_name else username
