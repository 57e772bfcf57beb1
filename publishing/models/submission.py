from django.conf import settings
from django.db import models


class Submission(models.Model):
    """A form of the admin that was sent and saved: its token, a digest of its content, and its redirect."""

    token = models.CharField("mã biểu mẫu", max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người gửi")
    digest = models.CharField("dấu của nội dung gửi", max_length=64)  # SHA-256
    object_id = models.PositiveBigIntegerField("mã số", null=True)
    version = models.PositiveIntegerField("phiên bản đã lưu", null=True)
    address = models.CharField("dẫn đến", max_length=1000)  # empty while it is being saved
    at = models.DateTimeField("lúc", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "biểu mẫu đã gửi"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["token", "user"], name="publishing_submission_once")]

    def __str__(self):
        return f"{self.user} ({self.at})"
