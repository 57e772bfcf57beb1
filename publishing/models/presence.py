from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

PRESENCE_TIMEOUT = timedelta(seconds=14)  # after the browser's last request


class PresenceQuerySet(models.QuerySet):
    def at(self, thing):
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk)

    def touch(self, thing, user):
        """Record that the user has the form of the thing open now; expired rows are deleted."""
        now = timezone.now()
        self.at(thing).filter(seen_at__lt=now - PRESENCE_TIMEOUT).delete()
        kind = ContentType.objects.get_for_model(thing)
        self.bulk_create(
            [self.model(content_type=kind, object_id=thing.pk, user=user, seen_at=now)],
            update_conflicts=True,
            unique_fields=["content_type", "object_id", "user"],
            update_fields=["seen_at"],
        )

    def others_at(self, thing, user):
        """The other users who have the same form open, in the order in which they opened it."""
        lately = self.at(thing).filter(seen_at__gte=timezone.now() - PRESENCE_TIMEOUT)
        return lately.exclude(user=user).select_related("user").order_by("since")


class Presence(models.Model):
    """Somebody has the form of a thing open: since when, and when their browser last reported it."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name="loại")
    object_id = models.PositiveBigIntegerField("mã số")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người đang mở")
    since = models.DateTimeField("từ lúc", auto_now_add=True)
    seen_at = models.DateTimeField("thấy lần cuối")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "người đang mở"
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "user"], name="publishing_presence_once")
        ]

    def __str__(self):
        return f"{self.user} ({self.since})"
