"""Whatever is sent in the name of an autosave, it is answered, and stored only where it can be a form."""

import json

import pytest
from django.test import Client

from publishing.models import UnsavedForm
from tests.desk.forms import address
from tests.desk.unsaved import ADD, KEY, compare, content, keep
from tests.factories import PASSWORD, make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"act": "keep"},
        {"act": "other", "key": KEY},
        {"act": "keep", "key": "../" + KEY, "version": "1", "content": "{}"},
        {"act": "keep", "key": KEY, "version": "x", "content": content({"title": "a"})},
        {"act": "keep", "key": KEY, "version": "9" * 30, "content": content({"title": "a"})},
        *(
            {"act": "keep", "key": KEY, "version": "1", "content": text}
            for text in ("", "[]", "{", "[" * 100_000, "null")
        ),
        {"act": "keep", "key": KEY, "version": "1", "content": json.dumps({"fields": {"title": "no list"}})[:-3]},
        {"act": "keep", "key": KEY, "version": "1", "content": json.dumps({"fields": {"title": [{"a": 1}]}})},
        {
            "act": "keep",
            "key": KEY,
            "version": "1",
            "content": json.dumps({"fields": {str(number): [] for number in range(5000)}}),
        },
        {"act": "compare", "key": KEY, "content": json.dumps({"fields": {"title": [None]}})},
    ],
)
def test_forged_state_is_refused(me, sent):
    assert me.post(ADD, sent).status_code == 400
    assert not UnsavedForm.objects.exists()


def test_letters_that_no_column_holds_are_left_out(me):
    text = '{"fields": {"title": ["a\\u0000\\ud800b"], "category": ["x"], "publish": ["\\u0000"]}}'

    assert me.post(ADD, {"act": "keep", "key": KEY, "version": 5, "content": text}).status_code == 200

    assert UnsavedForm.objects.get().title == "ab"
    assert compare(me).status_code == 200


def test_version_of_a_clock_that_is_far_ahead_counts_as_now(me):
    keep(me, title="Đồng hồ sai", at=10**17)

    assert UnsavedForm.objects.get().version < 10**14


def test_only_who_may_write_there_keeps_anything(client):
    article = make_article(state="draft")
    assert keep(client, article, title="a").status_code == 302

    client.force_login(make_user("news.view_article"))

    assert keep(client, article, title="a").status_code == keep(client, title="a").status_code == 403
    assert client.get(address(article, "unsaved/")).status_code == 405


def test_request_from_elsewhere_is_refused():
    strict = Client(enforce_csrf_checks=True)
    user = make_user(is_superuser=True)
    assert strict.login(username=user.username, password=PASSWORD)

    assert keep(strict, title="a").status_code == 403
    assert not UnsavedForm.objects.exists()


def test_thing_that_cannot_be_is_not_found(me):
    assert keep(me, f"/admin/news/article/{10**30}/unsaved/", title="a").status_code == 404
