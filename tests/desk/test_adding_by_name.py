"""Tags, authors and sources are added while an article is written, by who may, and none twice."""

import pytest
from django.test import Client

from news.models import Author, Source, Tag
from publishing.models import Event
from tests.factories import make_author, make_tag

pytestmark = pytest.mark.django_db
TAG, AUTHOR, SOURCE = (f"/admin/news/{model}/add-by-name/" for model in ("tag", "author", "source"))


@pytest.mark.parametrize(("address", "model"), [(TAG, Tag), (AUTHOR, Author), (SOURCE, Source)])
def test_editor_adds_what_is_not_there(client, sign_in, address, model):
    editor = sign_in("Biên tập viên")

    answer = client.post(address, {"name": "  Đại   đoàn kết "}).json()

    row = model.objects.get()
    assert answer == {"id": row.pk, "text": "Đại đoàn kết", "is_new": True}
    assert row.slug == "dai-doan-ket"
    assert (Event.objects.of(row).get().name, Event.objects.of(row).get().by) == ("add", editor)


@pytest.mark.parametrize("typed", ["đại đoàn kết", "DAI DOAN KET", "Đại đoàn-kết", "Đại đoàn kết"])
def test_name_that_is_there_is_found(client, sign_in, typed):
    sign_in("Phóng viên")
    tag = make_tag(name="Đại đoàn kết")

    assert client.post(TAG, {"name": typed}).json() == {"id": tag.pk, "text": "Đại đoàn kết", "is_new": False}
    assert Tag.objects.count() == 1


def test_name_with_other_accents_is_asked_about(client, sign_in):
    sign_in("Biên tập viên")
    known = make_author(name="Trần Thúy Nga")

    asked = client.post(AUTHOR, {"name": "Trần Thủy Nga"}).json()
    assert asked == {"similar": [{"id": known.pk, "text": "Trần Thúy Nga"}]}
    assert Author.objects.count() == 1

    assert client.post(AUTHOR, {"name": "Trần Thủy Nga", "sure": "1"}).json()["is_new"]
    assert Author.objects.count() == 2


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "\x00", "\u200b"])
def test_name_that_cannot_be_is_refused_by_a_sentence(client, sign_in, name):
    sign_in("Phóng viên")

    answer = client.post(TAG, {"name": name})

    assert (answer.status_code, Tag.objects.count()) == (400, 0)
    assert answer.json()["refusal"]
    assert client.post(TAG).status_code == 400


@pytest.mark.parametrize(("role", "addresses"), [("Phóng viên", (AUTHOR, SOURCE)), ("Quản trị", (TAG, AUTHOR, SOURCE))])
def test_who_may_not_add_is_refused_and_offered_nothing(client, sign_in, role, addresses):
    sign_in(role)

    assert {client.post(address, {"name": "Nga"}).status_code for address in addresses} == {403}
    assert not any(address in client.get("/admin/news/article/add/").text for address in addresses)


def test_reporter_is_offered_to_add_tags(client, sign_in):
    sign_in("Phóng viên")

    assert f'data-add-address="{TAG}"' in client.get("/admin/news/article/add/").text


def test_nothing_is_added_from_elsewhere_or_by_a_link(sign_in, client):
    user = sign_in("Phóng viên")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)

    assert strict.post(TAG, {"name": "Nga"}).status_code == 403
    assert client.get(TAG, {"name": "Nga"}).status_code == 405
    assert not Tag.objects.exists()
