"""A run of wrong passwords is one line of the audit log, whoever makes it and however long it is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts import throttling
from portal.accounts.models import SignInFailures
from publishing.models import Event
from tests.accounts.sign_ins import WRONG, try_password
from tests.factories import PASSWORD, make_user
from traffic import housekeeper

pytestmark = pytest.mark.django_db


def runs():
    return list(Event.objects.filter(name="sign_in_failed").order_by("pk"))


def make_failures(name, **fields):
    at = timezone.now() - timedelta(hours=1)
    values = {"address": "203.0.113.9", "typed": name, "failures": 1, "first_at": at, "last_at": at, **fields}
    return SignInFailures.objects.create(name=name, **values)


def test_run_that_led_to_a_lock_is_one_line_with_user_number_and_time(client):
    user = make_user(username="an")

    try_password(client, "AN", times=throttling.MAX_FAILURES + 3)

    (run,) = runs()
    assert (run.thing, run.thing_text, run.by, run.address) == (user, "AN", None, "127.0.0.1")
    assert run.note.startswith("Sai mật khẩu 5 lần, từ ")
    assert run.note.endswith("Đã khóa 15 phút.")
    assert WRONG not in str(run.__dict__)


def test_run_that_the_right_password_ended_is_one_line(client):
    make_user(username="an")
    try_password(client, "an", times=3)
    assert runs() == []

    try_password(client, "an", PASSWORD)

    assert [run.note.split(",")[0] for run in runs()] == ["Sai mật khẩu 3 lần"]


def test_signing_in_at_once_tells_of_no_failure(client):
    make_user(username="an")

    try_password(client, "an", PASSWORD)

    assert runs() == []


def test_run_that_nobody_ended_is_told_by_the_sweep_and_is_gone(client):
    make_failures("khong-ai", failures=2)
    make_failures("da-noi", failures=5, is_recorded=True)
    make_failures("moi", last_at=timezone.now())

    throttling.sweep()

    assert [(run.thing_text, run.address) for run in runs()] == [("khong-ai", "203.0.113.9")]
    assert [row.name for row in SignInFailures.objects.all()] == ["moi"]


def test_thousands_of_names_fill_neither_table_nor_record():
    user = make_user(username="an")
    for number in range(throttling.ROWS_A_SWEEP + 50):
        make_failures(f"ten-{number}")
    make_failures("an")

    while throttling.sweep():
        pass

    assert SignInFailures.objects.count() == 0
    assert len(runs()) == 3
    assert [run.thing for run in runs() if run.thing] == [user]
    assert sum(int(run.note.split()[3]) for run in runs()) == throttling.ROWS_A_SWEEP + 51


def test_names_locked_one_after_another_are_told_singly_only_at_first(client, monkeypatch):
    monkeypatch.setattr(throttling, "MAX_FAILURES", 1)

    for number in range(throttling.MAX_RUNS_LOGGED_SINGLY + 5):
        try_password(client, f"ten-{number}")

    assert len(runs()) == throttling.MAX_RUNS_LOGGED_SINGLY


def test_housekeeper_sweeps_by_itself_and_once_a_minute(door):
    (sweeper,) = (writer for writer in housekeeper.flushers if isinstance(writer, throttling.Sweeper))
    sweeper._next_at = timezone.now()
    for name in ("truoc", "sau"):
        make_failures(name)
        door.turn()

    assert [row.name for row in SignInFailures.objects.all()] == ["sau"]
