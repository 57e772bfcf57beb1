"""Menu, search and commands with a kind that nothing outside its package names."""

import pytest
from django.core.management import call_command

from portal.pages.menu import menu_entries
from portal.search.models import KindNumber
from tests.factories import make_article, make_menu_item

pytestmark = pytest.mark.django_db


def test_checks_find_nothing_and_other_packages_need_no_migration():
    call_command("check", fail_level="WARNING")
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_menu_of_a_new_site_has_its_list():
    assert ("Quyết định", "/quyet-dinh/") in [(entry.title, entry.url) for entry in menu_entries()]


def test_menu_item_leads_to_its_list():
    make_menu_item(title="", place="decrees")

    assert [(entry.title, entry.url) for entry in menu_entries()] == [("Quyết định", "/quyet-dinh/")]


@pytest.mark.parametrize("words", ["đất đai", "12/QĐ", "thu hồi"], ids=["title", "number", "text"])
def test_search_finds_it_by_each_of_its_texts(titles, make_decree, words):
    make_decree(title="Về đất đai", number="12/QĐ", body="<p>Thu hồi.</p>")
    make_article(title="Đất đai, thu hồi")

    assert titles(words, loai="quyet-dinh") == ["Về đất đai"]


def test_search_numbers_it_after_those_that_are_stored(make_decree):
    make_decree()

    assert KindNumber.objects.get(kind="sample_kind.decree").number == 10
