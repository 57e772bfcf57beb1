from django.contrib.auth.models import AbstractUser
from django.db import models, transaction

from publishing.record import record


class User(AbstractUser):
    """Somebody of the staff; readers have no accounts."""

    categories = models.ManyToManyField(
        "news.Category",
        blank=True,
        related_name="+",
        verbose_name="chuyên mục phụ trách",
        help_text="Chỉ được duyệt và đăng trong các chuyên mục này (kể cả chuyên mục con). Để trống: mọi chuyên mục.",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"

    def save(self, *args, **kwargs):
        """A new password stands in the record, however it came to be set."""
        with transaction.atomic():
            has_new_password = self._password is not None
            super().save(*args, **kwargs)
            if has_new_password:
                record("password", self)

    def get_full_name(self):
        """Family name first, as Vietnamese names are written."""
        return f"{self.last_name} {self.first_name}".strip()
