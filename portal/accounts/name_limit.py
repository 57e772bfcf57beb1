"""A name tried wrongly a hundred times within a day is asked only from addresses that have signed in by it before.

Passwords and codes count, from all addresses together, whether or not the name exists. The day begins with the first
failure. Rows are deleted after it: there are at most as many as passwords can be hashed in a day. Of a name the last
twenty addresses are kept.
"""

import unicodedata
from datetime import timedelta

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.accounts.models import NameFailures, SignInAddress, User
from publishing.audit_log import record
from traffic.client_address import client_network
from vietnamese.dates import clock_and_date
from vietnamese.folding import clean_line

MAX_FAILURES_A_DAY = 100
DAY = timedelta(days=1)
MAX_ADDRESSES = 20  # of a name
ROWS_A_SWEEP = 200  # in one short transaction
MAX_NAME_CHARACTERS = 150  # as many as a user name has


def normalized_name(name: str) -> str:
    """The form shared by all spellings of a name, which may differ in case, white space and encoding."""
    return clean_line(unicodedata.normalize("NFKC", clean_line(name)).casefold())[:MAX_NAME_CHARACTERS]


def user_named(name: str, typed: str) -> User | None:
    """The user with that name, as normalized or as typed."""
    return User.objects.filter(Q(username=typed) | Q(username__iexact=name)).order_by("pk").first()


def connect_receivers():
    user_logged_in.connect(_remember_address, dispatch_uid="accounts.remember_address")


def _remember_address(sender, request, user, **kwargs):
    if address := client_network(request.META):
        remember_address(normalized_name(user.get_username()), address)


@transaction.atomic
def remember_address(name: str, address: str) -> None:
    own = SignInAddress.objects.filter(name=name)
    SignInAddress.objects.update_or_create(name=name, address=address, defaults={"last_at": timezone.now()})
    for old in own.order_by("-last_at", "-pk")[MAX_ADDRESSES:]:
        old.delete()


def wait_seconds(name: str, address: str) -> int:
    """The seconds for which the name is refused from that address; 0 where it is not."""
    run = NameFailures.objects.filter(name=name).first()
    return _wait_seconds(run, address) if run else 0


def _wait_seconds(run, address):
    left = (run.first_at + DAY - timezone.now()).total_seconds()
    if run.failures < MAX_FAILURES_A_DAY or left <= 0:
        return 0
    return 0 if SignInAddress.objects.filter(name=run.name, address=address).exists() else max(1, round(left))


def count_attempt(name: str, typed: str, address: str) -> int:
    """Count a failure before the attempt is made; or return for how many seconds it is refused. In a transaction."""
    now = timezone.now()
    first = {"typed": typed, "failures": 1, "first_at": now}
    run, is_new = NameFailures.objects.select_for_update().get_or_create(name=name, defaults=first)
    if is_new:
        return 0
    if wait := _wait_seconds(run, address):
        return wait
    if run.first_at <= now - DAY:
        run.typed, run.failures, run.first_at, run.is_recorded = typed, 0, now, False
    run.failures += 1
    run.save()
    return 0


def failed(name: str) -> None:
    """Write the hundredth failure to the audit log. In a transaction."""
    full = NameFailures.objects.select_for_update().filter(name=name, failures__gte=MAX_FAILURES_A_DAY)
    if run := full.filter(is_recorded=False).first():
        note = (
            f"Sai {MAX_FAILURES_A_DAY} lần trong một ngày, tính từ mọi địa chỉ mạng. Cho đến "
            f"{clock_and_date(timezone.localtime(run.first_at + DAY))} chỉ nhận từ nơi đã từng đăng nhập bằng tên này."
        )
        record("sign_in_failed", user_named(name, run.typed), thing_text=run.typed, note=note)
        run.is_recorded = True
        run.save()


def succeeded(name: str) -> None:
    """Take the attempt back; those of others still count. In a transaction."""
    run = NameFailures.objects.select_for_update().filter(name=name, failures__gt=0).first()
    if run:
        run.failures -= 1
        run.save()


def unlock(name: str) -> int:
    """Forget a name's failures; return 1 if it was locked."""
    runs = NameFailures.objects.filter(name=name)
    was_locked = runs.filter(failures__gte=MAX_FAILURES_A_DAY, first_at__gt=timezone.now() - DAY).count()
    runs.delete()
    return was_locked


def locked_names():
    """The rows of names that are locked, except where they have signed in before."""
    since = timezone.now() - DAY
    return NameFailures.objects.filter(failures__gte=MAX_FAILURES_A_DAY, first_at__gt=since).order_by("name")


@transaction.atomic
def sweep() -> bool:
    """Delete days that are over; return whether there may be more."""
    over = NameFailures.objects.filter(first_at__lte=timezone.now() - DAY).order_by("pk")
    pks = [run.pk for run in over.select_for_update(skip_locked=True)[:ROWS_A_SWEEP]]
    NameFailures.objects.filter(pk__in=pks).delete()
    return len(pks) == ROWS_A_SWEEP
