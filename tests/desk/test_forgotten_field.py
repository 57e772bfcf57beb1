"""A field that is in the form and in no Revision: nothing typed into it is lost, nothing untrue is recorded."""

import pytest

from news.models import Article
from publishing.models import Event
from tests.desk.forms import opened, sent
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _summary_is_forgotten(client, admin_user, monkeypatch):
    monkeypatch.setattr(Article, "versioned_fields", [name for name in Article.versioned_fields if name != "summary"])
    client.force_login(admin_user)


def test_forgotten_field_of_a_live_article_is_given_back_and_not_said_to_be_saved(client):
    article = make_article(summary="Cũ")

    page = sent(client, article, opened(client, article), summary="Mới gõ")

    assert "Chưa lưu gì" in page.text
    assert page.context["adminform"].form["summary"].value() == "Mới gõ"
    assert not [message for message in page.context["messages"] if message.level_tag == "success"]
    assert not Event.objects.filter(name="change").exists()


def test_other_fields_of_a_live_article_are_saved_as_ever(client):
    article = make_article(summary="Cũ")

    sent(client, article, opened(client, article), title="Tiêu đề mới")

    assert Article.objects.get().has_open_edit


def test_forgotten_field_of_a_draft_is_written_to_the_row_and_recorded(client):
    article = make_article(state="draft", summary="Cũ")

    sent(client, article, opened(client, article), summary="Mới gõ")

    assert Article.objects.get().summary == "Mới gõ"
    assert Event.objects.get(name="change").after == {"summary": "Mới gõ"}
