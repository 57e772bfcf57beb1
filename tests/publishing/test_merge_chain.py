"""What was merged leads straight to what can be read, over however many merges; never in a circle."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from publishing.models import publishable
from publishing.workflow import make_move, place
from tests.factories import make_article, make_user
from tests.kinds import each_kind
from tests.publishing.editing import ALL

pytestmark = pytest.mark.django_db


def merge(thing, target):
    return make_move("withdraw", thing, by=make_user(*ALL), note="Trùng", withdrawal="merged", merged_into=target)


def chain_of(make, length):
    """That many things, each merged into the next; the last is out."""
    things = [make() for _ in range(length)]
    for thing, target in pairwise(things):
        merge(thing, target)
    return things


def answer(client, thing):
    response = client.get(thing.get_absolute_url())
    return response.status_code, response.headers.get("Location")


@each_kind
def test_the_first_of_a_chain_leads_to_the_last_at_once(client, make):
    *merged, last = chain_of(make, 4)

    assert [answer(client, thing) for thing in merged] == [(301, last.get_absolute_url())] * 3


def test_chain_ends_at_what_is_out_again(client):
    first, second, _ = chain_of(make_article, 3)

    make_move("restore", second, by=make_user(*ALL))

    assert answer(client, first) == (301, second.get_absolute_url())
    assert answer(client, second)[0] == 200


@pytest.mark.parametrize("withdrawal", ["in_error", "with_notice"])
def test_chain_answers_as_its_end_can_be_read(client, withdrawal):
    first, _, last = chain_of(make_article, 3)
    user = make_user(*ALL)

    gone = make_move("withdraw", last, by=user, note="Sai", withdrawal=withdrawal)
    assert answer(client, first)[0] == (410 if withdrawal == "in_error" else 301)

    make_move("restore", gone, by=user)
    assert answer(client, first) == (301, last.get_absolute_url())


def test_chain_to_what_has_run_out_is_gone(client):
    first, _, last = chain_of(make_article, 3)

    place(last, "published", at=timezone.now() - timedelta(days=2))
    type(last).objects.filter(pk=last.pk).update(unpublish_at=timezone.now() - timedelta(days=1))

    assert answer(client, first)[0] == 410


def test_what_was_out_again_since_and_ran_out_leads_nowhere(client):
    first, _ = chain_of(make_article, 2)
    make_move("restore", first, by=make_user(*ALL))

    type(first).objects.filter(pk=first.pk).update(
        publish_at=timezone.now() - timedelta(days=2), unpublish_at=timezone.now() - timedelta(days=1)
    )

    assert answer(client, first)[0] == 410


@each_kind
@pytest.mark.parametrize("length", [2, 3, 5])
def test_circle_is_refused_with_what_to_do(make, length):
    first, *_, last = chain_of(make, length)

    with pytest.raises(ValidationError, match=r"không gộp vòng\. Hãy chọn một bài khác đang đăng"):
        merge(last, first)

    last.refresh_from_db()
    assert last.is_published


@pytest.mark.parametrize("state", ["draft", "approved", "withdrawn"])
def test_merging_into_what_nobody_can_read_is_refused(state):
    with pytest.raises(ValidationError, match="không còn đang đăng"):
        merge(make_article(), make_article(state=state))


def test_circle_that_is_there_already_and_a_chain_without_end_are_gone(client, monkeypatch):
    monkeypatch.setattr(publishable, "MAX_MERGES_FOLLOWED", 2)
    first, *_, last = chain_of(make_article, 5)
    assert answer(client, first)[0] == 410

    type(last).objects.filter(pk=last.pk).update(state="withdrawn", withdrawal="merged", merged_into=last)
    assert answer(client, last)[0] == 410
