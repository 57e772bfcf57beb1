"""Those who may give others their rights; there is always one who can sign in."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Permission
from django.db.models import Q

from portal.accounts.models import User
from publishing import lock

NEEDED = {"change_user", "assign_roles"}  # permissions of this app
LAST_ADMINISTRATOR = (
    "Đây là người quản trị cuối cùng còn đăng nhập được, nên chưa khóa và chưa bỏ vai trò ấy được. "
    "Hãy giao vai trò quản trị cho một người khác trước, và chờ người ấy đặt mật khẩu."
)


def administrators():
    """The administrators who can sign in, as a QuerySet."""
    holders = [User.objects.filter(_holds(name)).values("pk") for name in sorted(NEEDED)]
    holds_all = Q(pk__in=holders[0]) & Q(pk__in=holders[1])
    may_sign_in = User.objects.filter(is_active=True, is_staff=True).exclude(
        password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    return may_sign_in.filter(Q(is_superuser=True) | holds_all)


def lock_administrators(*pks: int) -> None:
    """Lock the rows of all administrators and of those users until the end of the transaction, always in one order.

    Of two requests that each take the rights of another the second then sees what the first has done.
    """
    lock.lock_rows(User, {*administrators().values_list("pk", flat=True), *pks})


def is_administrator(user, groups=None) -> bool:
    """Whether somebody has the rights of an administrator, or would have them with these groups."""
    has = Q(group__in=user.groups.all() if groups is None else groups) | Q(user=user)
    held = Permission.objects.filter(has, content_type__app_label="accounts", codename__in=NEEDED)
    return user.is_superuser or set(held.values_list("codename", flat=True)) == NEEDED


def _holds(codename):
    permissions = Permission.objects.filter(content_type__app_label="accounts", codename=codename)
    return Q(groups__permissions__in=permissions) | Q(user_permissions__in=permissions)
