"""An old address answers no better than the thing itself does, and costs nothing where something is found."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.legacy.models import LegacyAddress
from publishing.workflow import place
from tests.factories import make_article, make_page, make_tag, make_video
from tests.kinds import show

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    """A page that was at /trang/cu/ and is at /trang/moi/."""
    page = make_page(slug="cu")
    page.slug = "moi"
    page.save()
    return page


@pytest.mark.parametrize(("withdrawal", "status"), [("in_error", 410), ("with_notice", 301)])
def test_withdrawn_page_answers_at_its_old_address_as_at_its_own(client, moved, withdrawal, status):
    moved.withdrawal = withdrawal
    place(moved, "withdrawn")

    assert client.get("/trang/cu/").status_code == status


def test_old_address_of_a_merged_page_leads_straight_to_where_it_went(client, moved):
    moved.withdrawal, moved.merged_into = "merged", make_page(slug="dich")
    place(moved, "withdrawn")

    assert client.get("/trang/cu/")["Location"] == "/trang/dich/"


@pytest.mark.parametrize("make", [make_article, make_page])
def test_old_address_leads_over_all_merges_at_once(client, make):
    first, second, third = make(), make(), make()
    LegacyAddress.objects.create(thing=first, address="/tin-cu/123/")
    for thing, target in ((first, second), (second, third)):
        thing.withdrawal, thing.merged_into = "merged", target
        place(thing, "withdrawn")

    assert client.get("/tin-cu/123/")["Location"] == third.get_absolute_url()


def test_what_is_to_come_is_not_found_from_where_it_stood_before(client, moved):
    place(moved, "published", at=timezone.now() + timedelta(days=1))

    assert client.get("/trang/cu/").status_code == 404


def test_addresses_of_drafts_are_not_remembered():
    page = make_page(slug="cu", state="draft")

    page.slug = "moi"
    page.save()

    assert not LegacyAddress.objects.exists()


@pytest.mark.parametrize("make", [make_article, make_video])
def test_what_is_found_by_its_id_is_not_remembered(client, make):
    thing = make(slug="cu")
    left = thing.get_absolute_url()

    thing.slug = "moi"
    thing.save()

    assert client.get(left)["Location"] == thing.get_absolute_url()
    assert not LegacyAddress.objects.exists()


@pytest.mark.parametrize(
    ("address", "looked_up"), [("/trang/moi/", 0), ("/trang/cu/", 1), ("/mot/hai/ba/", 1), ("/the/" + "a/" * 999, 0)]
)
def test_only_an_address_where_nothing_is_found_is_looked_up(client, moved, address, looked_up):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    assert sum(LegacyAddress._meta.db_table in query["sql"] for query in queries) == looked_up


@pytest.mark.parametrize("model", ["gone", "tag"])
def test_old_address_of_a_kind_that_is_gone_is_not_found(client, model):
    tag = show(make_tag(slug="a"))
    tag.slug = "b"
    tag.save()
    row = LegacyAddress.objects.get()
    row.content_type.model, row.object_id = model, 0
    row.content_type.save()
    row.save()

    assert client.get("/the/a/").status_code == 404


def test_a_rename_shows_at_the_door_at_once_there_and_back(door):
    tag = show(make_tag(slug="a"))
    for slug in ["b", "a", "b", "a"]:
        door.get("/the/a/"), door.get("/the/b/")
        tag.slug = slug
        tag.save()
        door.turn()

        assert door.get(f"/the/{slug}/").status == 200
        assert door.get(f"/the/{'ab'.replace(slug, '')}/?x=1").headers["Location"] == f"/the/{slug}/?x=1"
