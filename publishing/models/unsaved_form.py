from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

MAX_FORMS_PER_USER = 50  # of one user; what was left alone longest goes first
RETENTION = timedelta(days=30)


class UnsavedFormQuerySet(models.QuerySet):
    def of(self, thing):
        """What anybody was writing in the form of a thing."""
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk)

    def of_user(self, user, model, object_id=None):
        """What a user was writing in the forms of a thing, or without `object_id` of new ones; the latest first."""
        kind = ContentType.objects.get_for_model(model)
        return self.filter(user_id=user.pk, content_type=kind, object_id=object_id).order_by("-version")

    def update_older(self, form):
        """Write a form over an older state of it; return whether there was one."""
        older = self.filter(user_id=form.user_id, form_key=form.form_key, version__lt=form.version)
        written = {name: getattr(form, name) for name in ("title", "fields", "labels", "version", "saved_at")}
        return bool(older.update(**written))

    def add(self, form):
        """Insert a form, where no newer state of it is stored, and delete what nobody will ask for any more."""
        self.bulk_create([form], ignore_conflicts=True)
        self.filter(saved_at__lt=timezone.now() - RETENTION).delete()
        own = self.filter(user_id=form.user_id).order_by("-saved_at", "-pk")
        excess = list(own.values_list("pk", flat=True)[MAX_FORMS_PER_USER:])
        if excess:
            self.filter(pk__in=excess).delete()


class UnsavedForm(models.Model):
    """What somebody is writing in a form of the admin and has not saved: theirs alone, and no revision.

    `fields` are `{name: [value, …]}` as the browser would send them, without files, tokens and passwords; `labels` the
    words shown for chosen objects, `{name: {value: words}}`. `form_key` is the random part of the form's token,
    `version` counts up with each state: milliseconds since the epoch, when it was typed.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người viết")
    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name="loại")
    object_id = models.PositiveBigIntegerField("mã số", null=True)  # null in the form of a new thing
    form_key = models.CharField("mã biểu mẫu", max_length=40)
    title = models.CharField("tiêu đề", max_length=300, blank=True)
    fields = models.JSONField("các ô", default=dict)
    labels = models.JSONField("chữ của các lựa chọn", default=dict)
    version = models.PositiveBigIntegerField("phiên bản")
    saved_at = models.DateTimeField("lúc", default=timezone.now, db_index=True)

    objects = UnsavedFormQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "phần đang viết"
        default_permissions = ()
        indexes = [models.Index(fields=["user", "content_type", "object_id"], name="publishing_unsaved_of_user")]
        constraints = [models.UniqueConstraint(fields=["user", "form_key"], name="publishing_unsaved_form_once")]

    def __str__(self):
        return f"{self.title} ({self.user_id})"
