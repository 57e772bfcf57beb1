"""Limits guessing: after five wrong passwords for a name from an address the next are refused for 15 minutes.

So are codes of a second factor, counted apart: the right password gives no further tries of a code. How often a name
may be tried from all addresses together is limited by `portal.accounts.name_limit`.

An attempt is counted before its password is hashed, so that attempts in parallel, also in other processes, do not get
more than five hashes. The name can still sign in from other addresses. An unknown name is treated alike. While a name
is locked nothing is written: the time does not start again, and a flood costs one query each.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.utils import timezone

from portal.accounts import name_limit
from portal.accounts.models import SignInFailures
from portal.accounts.name_limit import normalized_name, user_named
from publishing.audit_log import Origin, record, recording_from
from vietnamese.folding import clean_line

MAX_FAILURES = 5
LOCK_SECONDS = 15 * 60
MAX_TYPED_CHARACTERS = 60  # logged of a typed name; some people type their password there
MAX_RUNS_LOGGED_SINGLY = 10  # of one address in one period; thousands of names take one line of the audit log
ROWS_A_SWEEP = 200  # in one short transaction


class SignInLocked(Exception):
    """Too many wrong ones; `wait_seconds` until the next is checked, `reason` password, code or name."""

    def __init__(self, wait_seconds: int, reason: str):
        super().__init__(f"locked for {wait_seconds} s by {reason}")
        self.wait_seconds, self.reason = wait_seconds, reason


class SignInThrottle:
    """The attempts for one name from one address, with passwords or with codes."""

    def __init__(self, typed: str, address: str, *, of_codes: bool = False):
        self.typed = clean_line(typed)[:MAX_TYPED_CHARACTERS]
        self.name, self.address = normalized_name(typed), clean_line(address)[:64]
        self.key = {"address": self.address, "name": self.name, "of_codes": of_codes}

    def refuse_if_locked(self) -> None:
        """Raise SignInLocked, without waiting for a lock."""
        run = SignInFailures.objects.filter(**self.key).first()
        if run:
            _refuse_if_locked(run)
        self._refuse_for_name(name_limit.wait_seconds(self.name, self.address))

    def _refuse_for_name(self, wait_seconds):
        if wait_seconds:
            raise SignInLocked(wait_seconds, "name")

    @transaction.atomic
    def count_attempt(self) -> None:
        """Count the attempt as a failure before it is made, or raise SignInLocked."""
        now = timezone.now()
        first = {"typed": self.typed, "failures": 1, "first_at": now, "last_at": now}
        run, is_new = SignInFailures.objects.select_for_update().get_or_create(**self.key, defaults=first)
        if not is_new:
            _refuse_if_locked(run)
            self._count(run, now)
        self._refuse_for_name(name_limit.count_attempt(self.name, self.typed, self.address))

    def _count(self, run, now):
        if _is_over(run):
            _record_once(run)
            run.reset()
        if not run.failures:
            run.typed, run.first_at = self.typed, now
        run.failures, run.last_at = run.failures + 1, now
        run.save()

    @transaction.atomic
    def failed(self) -> None:
        """Write a run of failures to the audit log once it has led to a lock."""
        run = SignInFailures.objects.select_for_update().get(**self.key)
        recorded = SignInFailures.objects.filter(address=run.address, is_recorded=True)
        if run.failures >= MAX_FAILURES and recorded.count() < MAX_RUNS_LOGGED_SINGLY:
            _record_once(run)
            run.save()
        name_limit.failed(self.name)

    @transaction.atomic
    def succeeded(self) -> None:
        """The right one ends a run; this attempt is not counted as a failure."""
        run = SignInFailures.objects.select_for_update().get(**self.key)
        run.failures = max(run.failures - 1, 0)
        _record_once(run)
        run.reset()
        run.save()
        name_limit.succeeded(self.name)


def _lock_begins_after():
    return timezone.now() - timedelta(seconds=LOCK_SECONDS)


def _is_over(run) -> bool:
    return run.last_at <= _lock_begins_after()


def _refuse_if_locked(run) -> None:
    if run.failures >= MAX_FAILURES and not _is_over(run):
        wait_seconds = max(1, round((run.last_at - _lock_begins_after()).total_seconds()))
        raise SignInLocked(wait_seconds, "code" if run.of_codes else "password")


def _record_once(run) -> None:
    if run.failures and not run.is_recorded:
        locked = f" Đã khóa {LOCK_SECONDS // 60} phút." if run.failures >= MAX_FAILURES else ""
        note = _failures_text([run]) + locked
        record("sign_in_failed", user_named(run.name, run.typed), thing_text=run.typed, note=note)
        run.is_recorded = True


def _failures_text(runs) -> str:
    first_at, last_at = min(run.first_at for run in runs), max(run.last_at for run in runs)
    first, last = (f"{timezone.localtime(moment):%H:%M:%S, %d/%m/%Y}" for moment in (first_at, last_at))
    what = "mã hai lớp" if all(run.of_codes for run in runs) else "mật khẩu"
    return f"Sai {what} {sum(run.failures for run in runs)} lần, từ {first} đến {last}."


def unlock(name: str) -> int:
    """Unlock a name for every address; return how many locks that ended."""
    name = normalized_name(name)
    runs = SignInFailures.objects.filter(name=name).order_by("pk")
    with transaction.atomic():
        locked = 0
        for run in runs.select_for_update():
            locked += run.failures >= MAX_FAILURES and not _is_over(run)
            _record_once(run)
            run.reset()
            run.save()
        return locked + name_limit.unlock(name)


def unlock_on_new_password(sender, instance, **kwargs) -> None:
    """A receiver of post_save: with a new password the wrong ones of before are over, whoever set it."""
    if instance._password is not None:  # noqa: SLF001 -- as Django's own save() tells a new password
        unlock(instance.username)


@dataclass(frozen=True)
class Lock:
    """A name that is refused: from one address, or with "" from all that it has not signed in from."""

    name: str
    typed: str
    address: str
    until: datetime
    of_codes: bool = False

    def __str__(self):
        return f"{self.typed} ({self.address or 'mọi nơi chưa từng đăng nhập'})"


def current_locks() -> list[Lock]:
    everywhere = [Lock(run.name, run.typed, "", run.first_at + name_limit.DAY) for run in name_limit.locked_names()]
    runs = SignInFailures.objects.filter(failures__gte=MAX_FAILURES, last_at__gt=_lock_begins_after())
    lasts = timedelta(seconds=LOCK_SECONDS)
    return everywhere + [
        Lock(run.name, run.typed, run.address, run.last_at + lasts, run.of_codes)
        for run in runs.order_by("name", "address", "of_codes")
    ]


@transaction.atomic
def sweep() -> bool:
    """Move expired runs to the audit log and delete them; return whether there may be more."""
    over = SignInFailures.objects.filter(last_at__lte=_lock_begins_after()).order_by("address", "pk")
    runs = list(over.select_for_update(skip_locked=True)[:ROWS_A_SWEEP])
    for address, of_address in groupby(runs, attrgetter("address")):
        with recording_from(Origin(address=address)):
            _record_address([run for run in of_address if run.failures and not run.is_recorded])
    SignInFailures.objects.filter(pk__in=[run.pk for run in runs]).delete()
    return len(runs) == ROWS_A_SWEEP


def _record_address(runs) -> None:
    """One line for each name, or one for all unknown names if they are many."""
    of_unknown_names = [
        run for run in runs if len(runs) > MAX_RUNS_LOGGED_SINGLY and not user_named(run.name, run.typed)
    ]
    for run in runs:
        if run not in of_unknown_names:
            _record_once(run)
    if of_unknown_names:
        names = ", ".join(run.typed for run in of_unknown_names[:MAX_RUNS_LOGGED_SINGLY])
        record(
            "sign_in_failed",
            thing_text=f"{len(of_unknown_names)} tên: {names}, …",
            note=_failures_text(of_unknown_names),
        )


class Sweeper:
    """For the housekeeper: runs once a minute, and again at the next turn while there is more."""

    SECONDS_BETWEEN = 60

    def __init__(self):
        self._next_at = timezone.now()

    def __call__(self) -> None:
        now = timezone.now()
        if now >= self._next_at and not any([sweep(), name_limit.sweep()]):
            self._next_at = now + timedelta(seconds=self.SECONDS_BETWEEN)
