"""The look-up of a detail page says what is counted and when the page comes down; no other answer does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.kinds import FACTORIES, each_kind
from tests.publishing.withdrawn_and_expired import run_out
from traffic.captured_response import COUNTED_KEY, GONE_AT_KEY
from traffic.models import ViewTotal
from traffic.thing_keys import SITE_KEY, thing_key


def totals(door):
    door.turn()
    return {(row.kind, row.thing_id): row.total for row in ViewTotal.objects.all()}


def left(thing):
    """The address of a thing before it was renamed."""
    address = thing.get_absolute_url()
    thing.slug = "ten-moi"
    thing.save()
    return address


@each_kind
def test_one_read_is_one_view_of_its_own_thing(door, make):
    thing = make()

    door.get(thing.get_absolute_url())

    assert totals(door) == {SITE_KEY: 1, thing_key(thing): 1}


@each_kind
def test_cached_page_knows_when_its_thing_comes_down(door, make):
    at = timezone.now() + timedelta(hours=1)
    path = make(unpublish_at=at).get_absolute_url()

    door.get(path)

    assert door.application.store.get((path, ())).gone_at == at.timestamp()


ANSWERS = {
    "draft": (404, lambda make: make(state="draft").get_absolute_url()),
    "withdrawn in error": (410, lambda make: make(state="withdrawn").get_absolute_url()),
    "expired": (410, lambda make: run_out(make).get_absolute_url()),
    "merged": (301, lambda make: make(state="withdrawn", withdrawal="merged", merged_into=make()).get_absolute_url()),
    "renamed": (301, lambda make: left(make())),
}


@pytest.mark.django_db
@each_kind
@pytest.mark.parametrize("answer", ANSWERS)
def test_answer_without_its_text_names_nothing(client, make, answer):
    status, address_of = ANSWERS[answer]

    response = client.get(address_of(make))

    assert response.status_code == status
    assert {COUNTED_KEY, GONE_AT_KEY}.isdisjoint(response.wsgi_request.environ)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/video/", "/album/", "/so-do/"])
def test_list_names_nothing(client, path):
    for make in FACTORIES:
        make()

    assert {COUNTED_KEY, GONE_AT_KEY}.isdisjoint(client.get(path).wsgi_request.environ)
