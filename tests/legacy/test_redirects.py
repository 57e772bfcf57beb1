"""What moved is found from where it stood before."""

import pytest
from django.db import IntegrityError

from portal.legacy.models import LegacyAddress
from tests.factories import make_author, make_category, make_page, make_programme, make_source, make_tag
from tests.kinds import show

pytestmark = pytest.mark.django_db

MAKERS = [make_category, make_tag, make_author, make_source, make_programme]


def rename(thing, slug):
    """Give a thing another slug; answers the address it left."""
    left = thing.get_absolute_url()
    thing.slug = slug
    thing.save()
    return left


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("under", ["", "rss/", "atom/", "?truoc=1-1"])
def test_reader_is_sent_from_the_old_address_to_the_new(client, make, under):
    thing = show(make(slug="cu"))
    left = rename(thing, "moi")

    answer = client.get(left + under)

    assert (answer.status_code, answer["Location"]) == (301, thing.get_absolute_url() + under)
    assert answer["Cache-Control"] == "no-cache"


def test_pages_below_a_renamed_page_move_along(client):
    top = make_page(slug="mot")
    below = make_page(slug="hai", parent=top)

    rename(top, "khac")

    below.refresh_from_db()
    assert client.get("/trang/mot/")["Location"] == "/trang/khac/"
    assert client.get("/trang/mot/hai/")["Location"] == below.get_absolute_url() == "/trang/khac/hai/"
    assert client.get("/trang/mot/khong-co/").status_code == 404


def test_every_address_ever_left_leads_straight_to_the_last(client):
    tag = show(make_tag(slug="a"))
    left = [rename(tag, slug) for slug in "bcd"]

    assert [client.get(address)["Location"] for address in left] == ["/the/d/"] * 3


def test_a_thing_renamed_back_is_at_home_again(client):
    tag = show(make_tag(slug="a"))

    rename(tag, "b")
    rename(tag, "a")

    assert client.get("/the/a/").status_code == 200
    assert client.get("/the/b/")["Location"] == "/the/a/"
    assert [row.address for row in LegacyAddress.objects.all()] == ["/the/b/"]


def test_a_new_thing_at_an_old_address_has_it(client):
    rename(show(make_tag(slug="a")), "b")
    newcomer = show(make_tag(slug="a"))

    assert client.get("/the/a/").context["tag"] == newcomer
    rename(newcomer, "c")
    assert client.get("/the/a/")["Location"] == "/the/c/"


def test_two_things_that_change_places_are_both_found(client):
    one, other = show(make_tag(slug="a")), show(make_tag(slug="b"))

    rename(one, "c"), rename(other, "a"), rename(one, "b")

    assert (client.get("/the/a/").context["tag"], client.get("/the/b/").context["tag"]) == (other, one)
    assert client.get("/the/c/")["Location"] == "/the/b/"


def test_nothing_is_left_of_the_addresses_of_what_is_deleted(client):
    tag = show(make_tag(slug="a"))
    rename(tag, "b")

    tag.delete()

    assert client.get("/the/a/").status_code == 404
    assert not LegacyAddress.objects.exists()


def test_an_address_leads_to_one_thing_at_most():
    rename(show(make_tag(slug="a")), "b")
    row = LegacyAddress.objects.get()
    row.pk = None

    with pytest.raises(IntegrityError):
        row.save()


def test_only_who_reads_is_sent_on(client):
    rename(show(make_tag(slug="a")), "b")

    assert client.head("/the/a/").status_code == 301
    assert client.post("/the/a/").status_code == 405


def test_old_address_of_what_has_no_page_is_not_found(client):
    tag = make_tag(slug="a")
    rename(tag, "b")
    assert client.get("/the/a/").status_code == 404

    show(tag)

    assert client.get("/the/a/")["Location"] == "/the/b/"
