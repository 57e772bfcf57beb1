"""An archive that an older version made is brought up to date as it is restored."""

import re

import pytest
from django.core.management import call_command

from tests.factories import make_article

NEWEST = "0002_submission"
APPLIED = f"SELECT COUNT(*) FROM django_migrations WHERE app = 'publishing' AND name = '{NEWEST}'"  # noqa: S608


@pytest.fixture
def older(installation):
    """A place as a version without one of our migrations has it."""
    make_article()
    call_command("migrate", "publishing", "0001", verbosity=0)
    yield installation
    call_command("migrate", verbosity=0)


def test_migrations_that_it_lacks_are_applied(older, directory, make_installation):
    folder, other = older.backup(directory), make_installation()

    printed = other.manage("restore", folder)

    assert older.ask(APPLIED) == [(0,)]
    assert other.ask(APPLIED) == [(1,)]
    assert other.ask("SELECT COUNT(*) FROM news_article") == [(1,)]
    assert re.search(r"đã áp dụng [1-9][0-9]* bước cập nhật lược đồ", printed)
