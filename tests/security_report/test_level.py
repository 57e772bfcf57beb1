"""SECURITY_LEVEL gives settings another default; each can be set by itself."""

import json

import pytest
from django.conf import settings

from tests.isolated_environment import variables
from tests.manage import run

pytestmark = pytest.mark.sqlite  # the processes ask no database

BY_LEVEL = ["SESSION_HOURS", "DISABLE_UNUSED_DAYS", "SECOND_FACTOR_GRACE_DAYS", "LOG_RETENTION_MONTHS"]
PRINT = "import json; from django.conf import settings as s; print(json.dumps({n: str(getattr(s, n)) for n in %r}))"


def in_force(names, **environment):
    unset = dict.fromkeys({*variables()} - {"DATA_DIR", "SECRET_KEY"}, "")
    printed = run("shell", "--no-imports", "--command", PRINT % names, **{**unset, **environment})
    return list(json.loads(printed).values())


def test_level_gives_each_setting_its_value():
    assert in_force(BY_LEVEL) == ["12", "0", "14", "0"]
    assert in_force(BY_LEVEL, SECURITY_LEVEL="2") == ["8", "45", "0", "12"]


def test_value_that_is_set_wins_over_the_level():
    own = {
        "SESSION_HOURS": "24",
        "DISABLE_UNUSED_DAYS": "0",
        "SECOND_FACTOR_GRACE_DAYS": "7",
        "LOG_RETENTION_MONTHS": "24",
    }

    assert in_force(BY_LEVEL, SECURITY_LEVEL="2", **own) == list(own.values())


def test_each_is_off_by_default_here_too():
    assert (settings.SECURITY_LEVEL, settings.ADMIN_NETWORKS, settings.DISABLE_UNUSED_DAYS) == (0, [], 0)


def test_bad_network_stops_the_start_with_one_sentence():
    complained = run("check", status=1, ADMIN_NETWORKS="203.0.113.0/24, mang-noi-bo")

    assert complained.startswith("Biến môi trường ADMIN_NETWORKS: “mang-noi-bo” không phải một dải địa chỉ mạng, hãy ")
    assert complained.count("\n") == 1
