import time

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from portal.accounts import reauthentication
from tests import factories
from tests.accounts.sign_ins import hashes  # noqa: F401 -- a fixture
from tests.desk.conftest import sign_in  # noqa: F401 -- a fixture

LIGHT = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


@pytest.fixture(autouse=True)
def light_hashing(monkeypatch):
    """Argon2 as ever, with its least parameters: with Django's a hash takes a fifth of a second and 100 MB."""
    for name, least in LIGHT.items():
        monkeypatch.setattr(Argon2PasswordHasher, name, least)
    factories._hashed.cache_clear()  # a hash brings the parameters of its making along
    yield
    factories._hashed.cache_clear()


@pytest.fixture
def later(monkeypatch):
    """`later(minutes=16)`: that much time has passed."""
    begin = time.time()

    def later(*, minutes):
        monkeypatch.setattr(reauthentication.time, "time", lambda: begin + 60 * minutes)

    return later
