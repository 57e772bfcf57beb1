"""The admin names a public address where readers have one, and tells nobody that of a draft."""

import pytest
from django.contrib.contenttypes.models import ContentType

from publishing.kinds import all_collections
from tests.desk.forms import address
from tests.factories import make_user
from tests.kinds import each_kind, factory_of, show

pytestmark = pytest.mark.django_db

hidden_when_empty = pytest.mark.parametrize(
    "collection", [each for each in all_collections() if not each.has_empty_pages], ids=lambda each: each.name
)


@each_kind
def test_address_of_a_draft_is_told_to_nobody(client, make):
    thing = make(state="draft")
    client.force_login(make_user())

    answer = client.get(f"/admin/r/{ContentType.objects.get_for_model(thing).pk}/{thing.pk}/")

    assert answer.status_code == 404
    assert thing.slug not in answer.text


@hidden_when_empty
def test_row_is_linked_to_its_page_once_it_has_one(client, admin_client, collection):
    row = factory_of(collection)()
    link = f'href="{row.get_absolute_url()}"'
    assert link not in admin_client.get(address(row)).text

    show(row)

    assert link in admin_client.get(address(row)).text


@each_kind
def test_thing_is_linked_to_its_page_while_it_is_out(admin_client, make):
    thing, draft = make(), make(state="draft")

    assert f'href="{thing.get_absolute_url()}"' in admin_client.get(address(thing)).text
    assert f'href="{draft.get_absolute_url()}"' not in admin_client.get(address(draft)).text
