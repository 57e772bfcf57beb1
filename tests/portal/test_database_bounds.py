import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_migrate, pre_migrate

from news.models import Category
from tests.factories import make_category

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def bound(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("name", "otherwise"), [("statement_timeout", "5s"), ("idle_in_transaction_session_timeout", "1min")]
)
def test_statements_and_idle_transactions_are_bounded_but_not_those_of_migrations(name, otherwise):
    seen = []
    watch = lambda **kwargs: seen.append(bound(name))  # noqa: E731 -- receivers are held weakly: a name keeps it
    pre_migrate.connect(watch)
    post_migrate.connect(watch)

    call_command("migrate", verbosity=0)

    pre_migrate.disconnect(watch)
    post_migrate.disconnect(watch)
    assert set(seen[: len(seen) // 2]) == {"0"}
    assert seen[-1] == bound(name) == otherwise


def test_alphabetical_order_is_that_of_the_keys_whatever_the_database_speaks():
    for name in ["Đất", "Dân", "Ăn", "An", "Ân", "Bạn"]:
        make_category(name=name)
    table = Category._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collation_name FROM information_schema.columns WHERE table_name = %s AND column_name = 'sort_key'",
            [table],
        )
        assert cursor.fetchone() == ("C",)

    names = [category.name for category in Category.objects.order_by("sort_key")]

    assert names == ["An", "Ăn", "Ân", "Bạn", "Dân", "Đất"]
