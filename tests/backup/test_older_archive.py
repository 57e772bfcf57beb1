"""An archive that an older version made is brought up to date as it is restored."""

import pytest
from django.core.management import call_command

from tests.factories import make_article

NEWEST = "0031_index_what_lies_on_the_desk"
APPLIED = f"SELECT COUNT(*) FROM django_migrations WHERE app = 'news' AND name = '{NEWEST}'"  # noqa: S608


@pytest.fixture
def older(place):
    """A place as a version without one of our migrations has it."""
    make_article()
    call_command("migrate", "news", "0030", verbosity=0)
    yield place
    call_command("migrate", verbosity=0)


def test_migrations_that_it_lacks_are_applied(older, directory, make_place):
    folder, other = older.backup(directory), make_place()

    printed = other.manage("restore", folder)

    assert older.ask(APPLIED) == [(0,)]
    assert other.ask(APPLIED) == [(1,)]
    assert other.ask("SELECT COUNT(*) FROM news_article") == [(1,)]
    assert "đã áp dụng 1 bước cập nhật lược đồ" in printed
