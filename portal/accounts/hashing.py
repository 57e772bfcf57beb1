"""One password is hashed at a time in a process.

A hash by Argon2id with Django's parameters takes 100 MB and eight threads: twelve at once took 1.2 GB and were not done
sooner than one after another. A request that waits for a hash holds a permit of the bulkhead, so only one anonymous
request may wait; the next are refused with Retry-After, and the other permits stay free for pages and saves.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher

MAX_HASHES_AT_ONCE = 1
MAX_SIGN_INS_WAITING = 1
SIGN_IN_WAIT_SECONDS = 1.0
WAIT_SECONDS = 5.0  # for signed-in users, whose save is not refused sooner
RETRY_AFTER_SECONDS = 3

_slots = threading.BoundedSemaphore(MAX_HASHES_AT_ONCE)
_waiting_sign_ins = threading.BoundedSemaphore(MAX_SIGN_INS_WAITING)
_thread = threading.local()  # has `holds_slot` while this thread may hash


class HashingBusy(Exception):
    """Other passwords are being hashed; retry after `RETRY_AFTER_SECONDS`."""


@contextmanager
def hashing_slot(*, is_sign_in: bool = False) -> Iterator[None]:
    """Wait for the right to hash, or raise HashingBusy; it is reentrant in the same thread."""
    if getattr(_thread, "holds_slot", False):
        yield
        return
    if not _slots.acquire(blocking=False):
        _wait(is_sign_in=is_sign_in)
    _thread.holds_slot = True
    try:
        yield
    finally:
        _thread.holds_slot = False
        _slots.release()


def _wait(*, is_sign_in: bool) -> None:
    if is_sign_in and not _waiting_sign_ins.acquire(blocking=False):
        raise HashingBusy
    try:
        if not _slots.acquire(timeout=SIGN_IN_WAIT_SECONDS if is_sign_in else WAIT_SECONDS):
            raise HashingBusy
    finally:
        if is_sign_in:
            _waiting_sign_ins.release()


class _OneAtATime:
    def encode(self, *args, **kwargs):
        with hashing_slot():
            return super().encode(*args, **kwargs)

    def verify(self, *args, **kwargs):
        with hashing_slot():
            return super().verify(*args, **kwargs)


class OneAtATimeArgon2PasswordHasher(_OneAtATime, Argon2PasswordHasher):
    """Django's hasher, with Django's parameters."""


class OneAtATimePBKDF2PasswordHasher(_OneAtATime, PBKDF2PasswordHasher):
    """Django's hasher, for older hashes."""
