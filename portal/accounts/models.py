from django.contrib.auth.models import AbstractUser, Permission
from django.db import models, transaction
from django.db.models import Q

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
        permissions = [("assign_roles", "Giao vai trò và chuyên mục phụ trách cho người khác")]

    def save(self, *args, **kwargs):
        """A new password stands in the record, however it came to be set."""
        with transaction.atomic():
            has_new_password = self._password is not None
            super().save(*args, **kwargs)
            if has_new_password:
                record("password", self)
                self._let_in_again()

    def _let_in_again(self):
        """With a new password the wrong ones of before are over, or an administrator's help would come to nothing."""
        from portal.accounts.throttling import unlock  # it needs the models

        unlock(self.username)

    def get_full_name(self):
        """Family name first, as Vietnamese names are written."""
        return f"{self.last_name} {self.first_name}".strip()

    def may_manage(self, other):
        """Whether this user may change the account and the password of another.

        A superuser's is a superuser's business. Who does not assign roles manages only those who may do no more than
        they may themselves, or would come into more by another's password.
        """
        if self.is_superuser or other.is_superuser:
            return self.is_superuser
        return self.has_perm("accounts.assign_roles") or other.granted() <= self.granted()

    def granted(self):
        """The permissions of the user and of the user's roles, whether or not the account is disabled."""
        return set(Permission.objects.filter(Q(user=self) | Q(group__user=self)).values_list("pk", flat=True))


class SignInFailures(models.Model):
    """Wrong passwords in a row for one name from one address; what is over is swept by `portal.accounts.throttling`."""

    address = models.CharField("địa chỉ mạng", max_length=64)
    name = models.CharField("tên đăng nhập", max_length=150)
    typed = models.CharField("tên đã gõ", max_length=60)
    failures = models.PositiveSmallIntegerField("số lần sai")
    first_at = models.DateTimeField("lần đầu lúc")
    last_at = models.DateTimeField("lần cuối lúc", db_index=True)
    is_recorded = models.BooleanField("đã ghi vào nhật ký", default=False)

    class Meta:
        verbose_name = "đăng nhập sai"
        verbose_name_plural = "đăng nhập sai"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["address", "name"], name="accounts_signinfailures_address_and_name")
        ]

    def __str__(self):
        return f"{self.typed} ({self.address}): {self.failures}"

    def forgive(self):
        self.failures, self.is_recorded = 0, False
