from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from publishing.fields import LineField, PlainTextField


class Happening(models.TextChoices):
    WAITING = "waiting", "chờ xử lý"
    RETURNED = "returned", "bị trả lại"
    OUT = "out", "đã lên trang"
    DOWN = "down", "đã xuống trang"
    COMMENT = "comment", "có ghi chú"


class OccurrenceQuerySet(models.QuerySet):
    def untold(self):
        """What nobody has been told of yet, the oldest first."""
        return self.filter(told_at=None).order_by("pk")


class Occurrence(models.Model):
    """Something that happened to a thing and concerns others; written in the transaction of the act.

    `key` says of what it tells, so that no two processes tell of the same: the Event, the Note, or the instant passed.
    `move` is the move that somebody is waited for to make; `note` is shown in the admin alone, never in a letter.
    """

    key = models.CharField("mã", max_length=100, unique=True)
    happening = models.CharField("việc", max_length=12, choices=Happening)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name="loại")
    object_id = models.PositiveBigIntegerField("mã số")
    move = models.CharField("bước đang chờ", max_length=40, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="người làm"
    )
    by_text = LineField("tên người làm", max_length=200, blank=True)
    note = PlainTextField("ghi chú", blank=True)
    at = models.DateTimeField("lúc", db_index=True)
    told_at = models.DateTimeField("báo lúc", null=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "việc cần báo"
        default_permissions = ()
        indexes = [
            models.Index(fields=["id"], condition=Q(told_at=None), name="notifications_untold"),
            models.Index(fields=["content_type", "object_id"], name="notifications_of_thing"),
        ]

    def __str__(self):
        return f"{self.get_happening_display()} ({self.key})"


class NotificationQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def of(self, content_type_id, object_id):
        """What tells of one thing."""
        return self.filter(occurrence__content_type=content_type_id, occurrence__object_id=object_id)


class Notification(models.Model):
    """That one person is told of an Occurrence; with `is_mail_due` also by the next letter to that person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người nhận")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="notifications", verbose_name="việc")
    at = models.DateTimeField("lúc", auto_now_add=True)
    read_at = models.DateTimeField("đọc lúc", null=True)
    is_mail_due = models.BooleanField("chờ gửi thư", default=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "thông báo cho người làm"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "occurrence"], name="notifications_once")]
        indexes = [
            models.Index(fields=["user", "-id"], name="notifications_newest"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notifications_unread"),
            models.Index(fields=["at"], condition=Q(is_mail_due=True), name="notifications_mail_due"),
        ]

    def __str__(self):
        return f"{self.user}: {self.occurrence}"


class MailChoice(models.Model):
    """Whether somebody wants letters; who has never chosen gets them."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người dùng")
    is_on = models.BooleanField("nhận thư", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "lựa chọn nhận thư"
        default_permissions = ()

    def __str__(self):
        return f"{self.user}: {self.is_on}"


class ClockMark(models.Model):
    """Up to when instants that passed by the clock have been looked for; a single row."""

    at = models.DateTimeField("đến lúc")

    class Meta:
        verbose_name = verbose_name_plural = "mốc đã xem"
        default_permissions = ()

    def __str__(self):
        return str(self.at)
