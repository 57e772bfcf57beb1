"""Guessing passwords: after five wrong ones for a name from an address the next are refused for a quarter of an hour.

An attempt is counted before its password is hashed, so that attempts in parallel, also in other processes, do not get
more than five hashes. From other addresses the name goes on. A name that nobody bears is treated alike. While it is
locked nothing is written: the time does not begin anew, and a flood costs one query each.
"""

import unicodedata
from datetime import timedelta
from itertools import groupby
from operator import attrgetter

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.accounts.models import SignInFailures
from publishing.record import Origin, coming_from, record
from vietnamese.folding import clean_line

MAX_FAILURES = 5
LOCK_SECONDS = 15 * 60
MAX_NAME_CHARACTERS = 150  # as many as a user name has
MAX_TYPED_CHARACTERS = 60  # that are recorded of a name; some type a password there
MAX_RUNS_TOLD_SINGLY = 10  # of one address in one period; who tries thousands of names fills one line of the record
SWEPT_AT_ONCE = 200  # rows in one short transaction


class SignInLocked(Exception):
    """Too many wrong passwords; `wait_seconds` until the next is looked at."""

    def __init__(self, wait_seconds: int):
        super().__init__(f"locked for {wait_seconds} s")
        self.wait_seconds = wait_seconds


def same_name(name: str) -> str:
    """What all spellings of a name have in common: case, white space, how its letters are encoded."""
    return clean_line(unicodedata.normalize("NFKC", clean_line(name)).casefold())[:MAX_NAME_CHARACTERS]


class SignInThrottle:
    """The attempts for one name from one address."""

    def __init__(self, typed: str, address: str):
        self.typed = clean_line(typed)[:MAX_TYPED_CHARACTERS]
        self.key = {"address": clean_line(address)[:64], "name": same_name(typed)}

    def refuse_if_locked(self) -> None:
        """Raise SignInLocked without waiting for anything."""
        run = SignInFailures.objects.filter(**self.key).first()
        if run:
            _refuse_if_locked(run)

    @transaction.atomic
    def count_attempt(self) -> None:
        """Count an attempt that is about to be made as a failure, or raise SignInLocked."""
        now = timezone.now()
        first = {"typed": self.typed, "failures": 1, "first_at": now, "last_at": now}
        run, is_new = SignInFailures.objects.select_for_update().get_or_create(**self.key, defaults=first)
        if is_new:
            return
        _refuse_if_locked(run)
        if _is_over(run):
            _record_once(run)
            run.forgive()
        if not run.failures:
            run.typed, run.first_at = self.typed, now
        run.failures, run.last_at = run.failures + 1, now
        run.save()

    @transaction.atomic
    def failed(self) -> None:
        """A run of failures stands in the record as soon as it has led to a refusal."""
        run = SignInFailures.objects.select_for_update().get(**self.key)
        recorded = SignInFailures.objects.filter(address=run.address, is_recorded=True)
        if run.failures >= MAX_FAILURES and recorded.count() < MAX_RUNS_TOLD_SINGLY:
            _record_once(run)
            run.save()

    @transaction.atomic
    def succeeded(self) -> None:
        """The right password ends a run; this attempt was none of its failures."""
        run = SignInFailures.objects.select_for_update().get(**self.key)
        run.failures = max(run.failures - 1, 0)
        _record_once(run)
        run.forgive()
        run.save()


def _lock_begins_after():
    return timezone.now() - timedelta(seconds=LOCK_SECONDS)


def _is_over(run) -> bool:
    return run.last_at <= _lock_begins_after()


def _refuse_if_locked(run) -> None:
    if run.failures >= MAX_FAILURES and not _is_over(run):
        raise SignInLocked(max(1, round((run.last_at - _lock_begins_after()).total_seconds())))


def _record_once(run) -> None:
    if run.failures and not run.is_recorded:
        locked = f" Đã khóa {LOCK_SECONDS // 60} phút." if run.failures >= MAX_FAILURES else ""
        note = _told(run.failures, run.first_at, run.last_at) + locked
        record("sign_in_failed", _bearer(run), thing_text=run.typed, note=note)
        run.is_recorded = True


def _bearer(run):
    """The user whom the name means, or None."""
    is_meant = Q(username=run.typed) | Q(username__iexact=run.name)
    return get_user_model()._default_manager.filter(is_meant).order_by("pk").first()


def _told(failures, first_at, last_at) -> str:
    first, last = (f"{timezone.localtime(moment):%H:%M:%S, %d/%m/%Y}" for moment in (first_at, last_at))
    return f"Sai mật khẩu {failures} lần, từ {first} đến {last}."


def unlock(name: str) -> int:
    """Let a name in again from everywhere; answer from how many addresses it was locked."""
    runs = SignInFailures.objects.filter(name=same_name(name))
    with transaction.atomic():
        locked = 0
        for run in runs.select_for_update():
            locked += run.failures >= MAX_FAILURES and not _is_over(run)
            _record_once(run)
            run.forgive()
            run.save()
    return locked


def locked_names() -> list[str]:
    """The names that are refused now, each with the address from which it is."""
    locked = SignInFailures.objects.filter(failures__gte=MAX_FAILURES, last_at__gt=_lock_begins_after())
    return [f"{run.typed} ({run.address})" for run in locked.order_by("name", "address")]


@transaction.atomic
def sweep() -> bool:
    """Take what is over to the record and out of the table; answer whether there may be more of it."""
    over = SignInFailures.objects.filter(last_at__lte=_lock_begins_after()).order_by("address", "pk")
    runs = list(over.select_for_update(skip_locked=True)[:SWEPT_AT_ONCE])
    for address, of_address in groupby(runs, attrgetter("address")):
        with coming_from(Origin(address=address)):
            _record_address([run for run in of_address if run.failures and not run.is_recorded])
    SignInFailures.objects.filter(pk__in=[run.pk for run in runs]).delete()
    return len(runs) == SWEPT_AT_ONCE


def _record_address(runs) -> None:
    """One line for each name, or one for all that nobody bears if they are many."""
    nobodys = [run for run in runs if len(runs) > MAX_RUNS_TOLD_SINGLY and not _bearer(run)]
    for run in runs:
        if run not in nobodys:
            _record_once(run)
    if nobodys:
        failures = sum(run.failures for run in nobodys)
        first_at, last_at = min(run.first_at for run in nobodys), max(run.last_at for run in nobodys)
        names = ", ".join(run.typed for run in nobodys[:MAX_RUNS_TOLD_SINGLY])
        record("sign_in_failed", thing_text=f"{len(nobodys)} tên: {names}, …", note=_told(failures, first_at, last_at))


class Sweeper:
    """For the housekeeper: looks once a minute, and goes on at its next turn while there is more."""

    SECONDS_BETWEEN = 60

    def __init__(self):
        self._next_at = timezone.now()

    def __call__(self) -> None:
        now = timezone.now()
        if now >= self._next_at and not sweep():
            self._next_at = now + timedelta(seconds=self.SECONDS_BETWEEN)
