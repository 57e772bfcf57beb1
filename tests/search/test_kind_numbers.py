"""A kind is named in the keys of entries by a number that is stored, whatever other kinds there are."""

from concurrent.futures import ThreadPoolExecutor, wait
from importlib import import_module

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from news.models import Author, Tag
from portal.search import checks, indexing
from portal.search.models import Entry, KindNumber
from portal.search.sort_keys import MAX_KINDS, THING_BITS
from tests.factories import make_article, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def migrated_numbers(db):
    """The numbers that the migration has stored, which a test of this process may have emptied with all tables."""
    KindNumber.objects.all().delete()
    import_module("portal.search.migrations.0004_number_kinds_as_stored").number_kinds(apps, None)


def number_in_key(thing):
    entry = Entry.objects.of_model(thing).get(thing_id=thing.pk)
    return entry.pk >> THING_BITS & MAX_KINDS - 1


def test_kinds_keep_the_numbers_that_older_releases_have_stored():
    so_far = "links.link pages.page news.category news.tag news.author news.source news.article"
    so_far += " media_library.album media_library.programme media_library.video"

    numbers = KindNumber.objects.order_by("number").values_list("kind", "number")

    assert list(numbers) == [(kind, number) for number, kind in enumerate(so_far.split())]


def test_key_bears_the_number_that_is_stored():
    KindNumber.objects.filter(kind="news.tag").update(number=12)

    assert number_in_key(make_tag()) == 12


def test_new_kind_takes_the_lowest_number_that_is_free_and_keeps_it():
    KindNumber.objects.filter(kind="news.tag").delete()
    KindNumber.objects.create(kind="gone.model", number=3)

    numbers = [number_in_key(make_tag()), number_in_key(make_tag())]

    assert numbers == [10, 10]


def test_kind_that_is_gone_leaves_its_number_to_the_next():
    KindNumber.objects.filter(kind="news.tag").delete()
    KindNumber.objects.bulk_create(KindNumber(kind=f"gone.model{n}", number=n) for n in (3, *range(10, MAX_KINDS)))

    call_command("rebuild_search", verbosity=0)

    assert number_in_key(make_tag()) == 3


@pytest.mark.parametrize("number", [6, MAX_KINDS])
def test_number_is_one_of_sixteen_and_of_one_kind(number):
    with pytest.raises(IntegrityError), transaction.atomic():
        KindNumber.objects.create(kind="gone.model", number=number)


def test_entry_in_the_place_of_another_thing_gives_way(titles):
    article = make_article(title="Chim sẻ")
    Entry.objects.filter(thing_id=article.pk, kind="news.article").update(kind="gone.model")

    article.save()

    assert titles("sẻ") == ["Chim sẻ"]


def test_another_order_of_apps_is_no_reason_to_rebuild():
    labels = indexing.fingerprint().split()[1:]

    assert labels == sorted(labels)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_kinds_that_are_new_at_once_take_two_numbers():
    def number_elsewhere():
        try:
            return KindNumber.objects.number_of(Author)
        finally:
            connection.close()

    KindNumber.objects.all().delete()
    with ThreadPoolExecutor() as pool, transaction.atomic():
        first = KindNumber.objects.number_of(Tag)
        second = pool.submit(number_elsewhere)
        wait([second], timeout=1)  # it is held up until this one is settled

    assert sorted([first, second.result(timeout=20)]) == [0, 1]


def test_two_kinds_of_one_name_are_refused(monkeypatch):
    monkeypatch.setattr(Tag._meta, "verbose_name", "Tác giả")

    assert [(error.id, error.obj) for error in run_checks(tags=["search"])] == [
        ("search.E001", Tag),
        ("search.E001", Author),
    ]


def test_more_kinds_than_numbers_are_refused(monkeypatch):
    monkeypatch.setattr(checks, "MAX_KINDS", 9)

    assert [error.id for error in run_checks(tags=["search"])] == ["search.E002"]
