from django.db import models
from django.db.models import Q
from django.utils import timezone


class LetterQuerySet(models.QuerySet):
    def due(self):
        """What is to be sent now, the longest waiting first; not what somebody is sending."""
        return self.filter(next_attempt_at__lte=timezone.now()).order_by("next_attempt_at", "pk")

    def unsent(self):
        return self.filter(sent_at=None)


class Letter(models.Model):
    """A letter to one person. Its text may hold a secret link: it is deleted once it has been sent."""

    to = models.EmailField("người nhận")
    subject = models.CharField("tiêu đề", max_length=200)
    text = models.TextField("nội dung", blank=True)
    message_id = models.CharField("mã thư", max_length=200, unique=True)  # RFC 5322; the same at each attempt
    created_at = models.DateTimeField("viết lúc", auto_now_add=True)
    attempts = models.PositiveIntegerField("số lần gửi", default=0)
    next_attempt_at = models.DateTimeField("gửi lần tới lúc", null=True, default=timezone.now)  # None: sent, or refused
    sent_at = models.DateTimeField("đã gửi lúc", null=True)
    reason = models.CharField("lý do chưa gửi được", max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "thư gửi đi"
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(next_attempt_at__isnull=False), name="outbox_letter_due"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(text="", next_attempt_at=None), name="outbox_letter_sent_without_text"
            )
        ]

    def __str__(self):
        return f"{self.subject} ({self.to})"
