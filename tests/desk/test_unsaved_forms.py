"""What is being written in a form is kept apart from everything that is saved, for its writer alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from publishing.models import Event, Revision, UnsavedForm
from publishing.models.unsaved_form import MAX_FORMS_PER_USER, RETENTION
from tests.desk.forms import address, opened, sent
from tests.desk.unsaved import ADD, KEY, compare, keep, offered
from tests.factories import make_article, make_user
from traffic.generation import current

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_reporter(sign_in, client):
    """A second one, in a browser of their own; `client` belongs to the first."""
    beside = Client()
    user = sign_in("Phóng viên", username="mai")
    beside.force_login(user)
    sign_in("Phóng viên", username="an")
    return beside


def test_state_is_answered_by_its_version_and_the_time_alone(me):
    answer = keep(me, title="Đang viết")

    assert set(answer.json()) == {"version", "at"}
    assert UnsavedForm.objects.get().fields == {"title": ["Đang viết"]}


def test_nothing_that_is_saved_is_touched(me, heard):
    article = make_article(state="draft")
    before = (article.version, article.updated_at, Revision.objects.count(), Event.objects.count())
    heard.clear()
    generation = current()

    for text in ("Một", "Hai", "Ba"):
        keep(me, article, title=text)

    article.refresh_from_db()
    assert (article.version, article.updated_at, Revision.objects.count(), Event.objects.count()) == before
    assert (heard, current()) == ([], generation)
    assert UnsavedForm.objects.count() == 1


def test_late_state_does_not_take_the_place_of_a_newer_one(me):
    keep(me, title="Mới", at=2000)
    keep(me, title="Cũ", at=1000)

    assert UnsavedForm.objects.get().title == "Mới"


def test_form_offers_what_was_being_written_to_its_writer_alone(client, other_reporter, sign_in):
    article = make_article(state="draft")
    keep(client, title="Bài mới của An")
    keep(client, article, key=KEY + "x", title="Sửa dở của An")

    assert (offered(client), offered(client, article)) == (["Bài mới của An"], ["Sửa dở của An"])
    assert (offered(other_reporter), offered(other_reporter, article)) == ([], [])
    assert compare(other_reporter).status_code == 404
    other_reporter.post(ADD, {"act": "discard", "key": KEY})
    assert offered(client) == ["Bài mới của An"]


def test_offer_dies_with_the_save(me):
    article = make_article(state="draft")
    keep(me, article, title="Dở")

    sent(me, article, opened(me, article), title="Đã lưu")

    assert not UnsavedForm.objects.exists()


def test_discarded_state_is_gone(me):
    keep(me, title="Dở")

    assert me.post(ADD, {"act": "discard", "key": KEY}).status_code == 204
    assert offered(me) == []


def test_old_states_and_those_above_the_limit_are_deleted(me):
    user = make_user()
    for number in range(MAX_FORMS_PER_USER + 1):
        keep(me, key=f"{KEY}{number}", title=f"Bài {number}")
    assert UnsavedForm.objects.count() == MAX_FORMS_PER_USER
    UnsavedForm.objects.update(user=user, saved_at=timezone.now() - RETENTION - timedelta(hours=1))

    keep(me, title="Bài mới")

    assert [one.title for one in UnsavedForm.objects.all()] == ["Bài mới"]


def test_secrets_and_tokens_are_not_stored(me):
    keep(me, title="Bài", old_password="x", csrfmiddlewaretoken="x", form_token="x", _save="Lưu")

    assert UnsavedForm.objects.get().fields == {"title": ["Bài"]}


def test_thing_deleted_for_good_takes_along_what_was_being_written(me):
    article = make_article(state="draft")
    keep(me, article, title="Dở")
    me.post(address(article, "delete/"), {"post": "yes"})
    article.refresh_from_db()
    type(article).objects.filter(pk=article.pk).update(trashed_at=timezone.now() - timedelta(days=31))
    other = make_article(state="draft")

    me.post(address(other, "delete/"), {"post": "yes"})

    assert not UnsavedForm.objects.exists()
