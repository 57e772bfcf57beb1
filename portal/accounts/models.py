from django.contrib.auth.models import AbstractUser, Permission
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from publishing.audit_log import record


class User(AbstractUser):
    """A member of staff; readers have no accounts."""

    categories = models.ManyToManyField(
        "news.Category",
        blank=True,
        related_name="+",
        verbose_name="chuyên mục phụ trách",
        help_text="Chỉ được duyệt và đăng trong các chuyên mục này (kể cả chuyên mục con). Để trống: mọi chuyên mục.",
    )
    second_factor_demanded_at = models.DateTimeField("phải có xác thực hai lớp từ", null=True, editable=False)
    session_generation = models.PositiveIntegerField("đời phiên làm việc", default=0, db_default=0, editable=False)
    last_seen_at = models.DateTimeField("hoạt động lần cuối", null=True, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = verbose_name_plural = "người dùng"
        permissions = [("assign_roles", "Giao vai trò và chuyên mục phụ trách cho người khác")]

    def save(self, *args, **kwargs):
        """Record a new password in the audit log, however it was set."""
        with transaction.atomic():
            has_new_password = self._password is not None
            super().save(*args, **kwargs)
            if has_new_password:
                record("password", self)

    def get_session_auth_hash(self):
        """Django's, which a new password changes, and with it another `session_generation`: sessions of before end."""
        generation = f".{self.session_generation}" if self.session_generation else ""
        return super().get_session_auth_hash() + generation

    def get_full_name(self):
        """Family name first, as Vietnamese names are written."""
        return f"{self.last_name} {self.first_name}".strip()

    def may_manage(self, other):
        """Whether this user may change the account and the password of another.

        Superusers are managed by superusers alone. Whoever may not assign roles manages only users with no more
        permissions than their own: with another's password they would gain those.
        """
        if self.is_superuser or other.is_superuser:
            return self.is_superuser
        return self.has_perm("accounts.assign_roles") or other.granted() <= self.granted()

    def granted(self):
        """The permissions of the user and of the user's roles, whether or not the account is disabled."""
        return set(Permission.objects.filter(Q(user=self) | Q(group__user=self)).values_list("pk", flat=True))


class SignInFailures(models.Model):
    """Wrong passwords, or codes, in a row for one name from one address; `portal.accounts.throttling` deletes them."""

    address = models.CharField("địa chỉ mạng", max_length=64)
    name = models.CharField("tên đăng nhập", max_length=150)
    of_codes = models.BooleanField("mã hai lớp", default=False, db_default=False)
    typed = models.CharField("tên đã gõ", max_length=60)
    failures = models.PositiveSmallIntegerField("số lần sai")
    first_at = models.DateTimeField("lần đầu lúc")
    last_at = models.DateTimeField("lần cuối lúc", db_index=True)
    is_recorded = models.BooleanField("đã ghi vào nhật ký", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "đăng nhập sai"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["address", "name", "of_codes"], name="accounts_signinfailures_once")
        ]

    def __str__(self):
        return f"{self.typed} ({self.address}): {self.failures}"

    def reset(self):
        self.failures, self.is_recorded = 0, False


class NameFailures(models.Model):
    """Wrong passwords and codes for one name within a day, from all addresses; see `portal.accounts.name_limit`."""

    name = models.CharField("tên đăng nhập", max_length=150, unique=True)
    typed = models.CharField("tên đã gõ", max_length=60)
    failures = models.PositiveIntegerField("số lần sai")
    first_at = models.DateTimeField("lần đầu lúc", db_index=True)
    is_recorded = models.BooleanField("đã ghi vào nhật ký", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "đăng nhập sai trong ngày"
        default_permissions = ()

    def __str__(self):
        return f"{self.typed}: {self.failures}"


class SignInAddress(models.Model):
    """An address from which somebody has signed in under a name."""

    name = models.CharField("tên đăng nhập", max_length=150)
    address = models.CharField("địa chỉ mạng", max_length=64)
    last_at = models.DateTimeField("lần cuối lúc")

    class Meta:
        verbose_name = verbose_name_plural = "nơi từng đăng nhập"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["name", "address"], name="accounts_signinaddress_once")]

    def __str__(self):
        return f"{self.name} ({self.address})"


class PasswordLinkQuerySet(models.QuerySet):
    def usable(self):
        """What has not expired, of people who may sign in."""
        return self.filter(expires_at__gt=timezone.now(), user__is_active=True)


class PasswordLink(models.Model):
    """The one link by which somebody sets a password without knowing one; see `portal.accounts.password_links`."""

    user = models.OneToOneField(User, models.CASCADE, related_name="password_link", verbose_name="người dùng")
    digest = models.CharField("dấu của mã", max_length=64, unique=True)  # SHA-256; the secret itself is kept nowhere
    expires_at = models.DateTimeField("hết hạn lúc")

    objects = PasswordLinkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "liên kết đặt mật khẩu"
        default_permissions = ()

    def __str__(self):
        return f"{self.user} ({self.expires_at})"


class UserSession(models.Model):
    """Where somebody has signed in; it goes with Django's session. Written by `portal.accounts.sessions`."""

    session = models.OneToOneField("sessions.Session", models.CASCADE, related_name="+", verbose_name="phiên")
    user = models.ForeignKey(User, models.CASCADE, related_name="user_sessions", verbose_name="người dùng")
    address = models.CharField("địa chỉ mạng", max_length=100)
    user_agent = models.CharField("trình duyệt", max_length=200)
    started_at = models.DateTimeField("bắt đầu lúc", auto_now_add=True)
    seen_at = models.DateTimeField("hoạt động lần cuối")

    class Meta:
        verbose_name = verbose_name_plural = "phiên đăng nhập"
        default_permissions = ()

    def __str__(self):
        return f"{self.user} ({self.address})"
