"""Trying passwords at the sign-in page, and counting what is hashed meanwhile."""

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

WRONG = "khong-phai-mat-khau-nay"


def try_password(client, name, password=WRONG, *, times=1, **environ):
    """Send the form so many times; the last answer."""
    for _ in range(times):
        answer = client.post("/admin/login/", {"username": name, "password": password}, **environ)
    return answer


@pytest.fixture
def hashes(monkeypatch):
    """A list that grows by one with each hash that Django's hasher computes."""
    counted = []
    for name in ("encode", "verify"):
        compute = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher, name, lambda *args, compute=compute: counted.append(1) or compute(*args)
        )
    return counted
