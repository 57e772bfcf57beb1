"""One password is hashed at a time; a request that cannot wait for it gets Retry-After."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.db import connection
from django.test import Client

from portal.accounts import hashing, throttling
from portal.accounts.hashing import HashingBusy, hashing_slot
from tests.accounts.sign_ins import try_password
from tests.factories import PASSWORD, make_user

AT_ONCE = 12
light_hashing = pytest.fixture(autouse=True)(lambda: None)  # not here: each hash takes its time


class _Together:
    """How many hashes are computed at the same time, at most."""

    def __init__(self, monkeypatch):
        self.now = self.most = 0
        self._counting = threading.Lock()
        for name in ("encode", "verify"):
            compute = getattr(Argon2PasswordHasher, name)
            monkeypatch.setattr(
                Argon2PasswordHasher, name, lambda *args, compute=compute: self._watch(lambda: compute(*args))
            )

    def _watch(self, compute):
        with self._counting:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            return compute()
        finally:
            with self._counting:
                self.now -= 1


@pytest.fixture
def together(monkeypatch):
    return _Together(monkeypatch)


def in_threads(work, arguments):
    def run(argument):
        try:
            return work(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, arguments))


def test_passwords_are_hashed_one_after_another_and_all_of_staff_are(together, monkeypatch):
    monkeypatch.setattr(hashing, "WAIT_SECONDS", 60)
    hashed = in_threads(make_password, ["mot", "hai", "ba", "bon"])

    assert together.most == 1
    assert in_threads(lambda pair: check_password(*pair), zip(["mot", "hai", "ba", "bon"], hashed, strict=True))
    assert together.most == 1


@pytest.mark.django_db(transaction=True)
def test_more_sign_ins_than_may_wait_are_told_when_to_come_back(together):
    names = [make_user().username for _ in range(AT_ONCE)]

    answers = in_threads(lambda name: try_password(Client(), name, PASSWORD), names)

    refused = [answer for answer in answers if answer.status_code == 503]
    assert together.most == 1
    assert {answer.status_code for answer in answers} == {302, 503}
    assert {answer["Retry-After"] for answer in refused} == {"3"}
    assert all("Xin chờ 3 giây rồi gõ lại mật khẩu" in answer.text for answer in refused)


@pytest.mark.django_db(transaction=True)
def test_attempts_in_parallel_get_five_hashes_and_no_more(hashes, monkeypatch):
    monkeypatch.setattr(hashing, "_waiting_sign_ins", threading.BoundedSemaphore(AT_ONCE))
    monkeypatch.setattr(hashing, "SIGN_IN_WAIT_SECONDS", 60)
    make_user(username="an")
    before = len(hashes)

    answers = in_threads(lambda client: try_password(client, "an"), [Client() for _ in range(AT_ONCE)])

    assert {answer.status_code for answer in answers} <= {200, 429}
    assert len(hashes) - before == throttling.MAX_FAILURES


@pytest.mark.django_db(transaction=True)
def test_attempts_of_several_processes_are_counted_together():
    def attempt(_):
        try:
            throttling.SignInThrottle("an", "203.0.113.9").count_attempt()
        except throttling.SignInLocked:
            return "locked"
        return "may hash"

    seen = in_threads(attempt, range(AT_ONCE))

    assert sorted(seen) == ["locked"] * 7 + ["may hash"] * 5


@pytest.mark.django_db
def test_busy_sign_in_is_no_wrong_password(client, monkeypatch):
    monkeypatch.setattr(hashing, "WAIT_SECONDS", 0.01)
    monkeypatch.setattr(hashing, "SIGN_IN_WAIT_SECONDS", 0.01)
    make_user(username="an")
    with hashing_slot(), ThreadPoolExecutor(1) as pool, pytest.raises(HashingBusy):
        pool.submit(make_password, "mot").result()
    assert hashing._slots.acquire(blocking=False)
    assert {try_password(client, "an", PASSWORD).status_code for _ in range(6)} == {503}
    hashing._slots.release()

    assert try_password(client, "an", PASSWORD).status_code == 302
