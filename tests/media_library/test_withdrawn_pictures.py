"""Pictures of what readers may not see are not found by their names, whatever refers to them, however."""

from datetime import timedelta

import pytest
from django.utils import timezone

from media_library.models import Image
from publishing import workflow
from publishing.kinds import all_kinds
from publishing.live_rows import relations_to
from publishing.models import Publishable, Withdrawal
from tests.factories import make_album, make_article, make_image, make_page
from tests.kinds import factory_of
from tests.media_library.files_seen import GONE, SENT, names_of, statuses

pytestmark = pytest.mark.django_db(transaction=True)

FACTORIES = {kind.model: factory_of(kind) for kind in all_kinds()}
RELATIONS = [field for field in relations_to(Image, Publishable) if field.editable]
HOUR = timedelta(hours=1)
UNSEEN = {
    "draft": {"state": "draft"},
    "in review": {"state": "in_review"},
    "withdrawn": {"state": "withdrawn"},
    "expired": {"publish_at": timezone.now() - 2 * HOUR, "unpublish_at": timezone.now() - HOUR},
}
SEEN = {
    "approved": {"state": "approved"},
    "published": {},
    "scheduled": {"publish_at": timezone.now() + HOUR},
    "with notice": {"state": "withdrawn", "withdrawal": Withdrawal.WITH_NOTICE},
}


def use(field, image, **fields):
    """A thing that refers to a picture by this relation."""
    return FACTORIES[field.model](**{field.name: [image] if field.many_to_many else image}, **fields)


def in_body(image):
    return f'<figure><img data-image="{image.pk}"></figure>'


@pytest.mark.parametrize("field", RELATIONS, ids=str)
def test_picture_is_gone_with_what_shows_it_and_back_at_once(client, settle, field):
    image = make_image()
    thing = use(field, image)
    settle()
    assert statuses(client, names_of(image)) == SENT

    workflow.place(thing, "withdrawn")
    settle()
    assert statuses(client, names_of(image)) == GONE

    workflow.place(thing, "approved")
    assert statuses(client, names_of(image)) == SENT


@pytest.mark.parametrize("make", [make_article, make_page])
def test_picture_in_a_body_is_gone_with_it_and_back_at_once(client, settle, make):
    image = make_image()
    thing = make(body=in_body(image))
    workflow.place(thing, "withdrawn")
    settle()
    assert statuses(client, names_of(image)) == GONE

    workflow.place(thing, "published")
    assert statuses(client, names_of(image)) == SENT


@pytest.mark.parametrize("fields", UNSEEN.values(), ids=UNSEEN)
def test_picture_of_what_readers_may_not_see_is_not_found(client, settle, fields):
    images = [make_image() for _ in range(3)]
    make_article(lead_image=images[0], body=in_body(images[1]), **fields)
    make_album(pictures=images[2:], **fields)
    settle()

    assert statuses(client, [name for image in images for name in names_of(image)]) == GONE


@pytest.mark.parametrize("fields", SEEN.values(), ids=SEEN)
def test_picture_of_what_readers_see_or_will_see_is_there_before_any_check(client, settle, fields):
    image = make_image()
    draft = make_article(lead_image=image, state="draft")
    settle()
    assert statuses(client, names_of(image)) == GONE

    make_article(body=in_body(draft.lead_image), **fields)

    assert statuses(client, names_of(image)) == SENT
    settle()
    assert statuses(client, names_of(image)) == SENT


def test_picture_of_two_things_is_there_until_the_last_is_withdrawn(client, settle):
    image = make_image()
    things = [make_article(lead_image=image), make_album(pictures=[image])]

    for thing, expected in zip(things, [SENT, GONE], strict=True):
        workflow.place(thing, "withdrawn")
        settle()
        assert statuses(client, names_of(image)) == expected
