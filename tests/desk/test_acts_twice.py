"""A second press of a button beside the form or in a list: one note, one copy, one move."""

import pytest

from news.models import Article
from publishing.models import Event, Note, Revision
from publishing.submissions import FORM_INPUT_NAME, new_token
from tests.desk.forms import address, opened, sent
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db
AGAIN = "Đã lưu rồi"


@pytest.fixture
def article(sign_in):
    sign_in("Phóng viên", "Biên tập viên")
    return make_article(state="draft")


def done_with(article):
    return [event.name for event in Event.objects.of(article).exclude(name="place").order_by("pk")]


@pytest.mark.parametrize(("page", "typed"), [("notes/", {"text": "Nguồn ở đâu?"}), ("duplicate/", {})])
def test_note_and_copy_are_made_once(client, article, page, typed):
    form = {FORM_INPUT_NAME: new_token(), **typed}

    answers = [client.post(address(article, page), form, follow=True) for _ in range(2)]

    assert AGAIN in answers[1].text
    assert (Note.objects.count(), Article.objects.count() - 1) == ((1, 0) if typed else (0, 1))
    assert answers[0].redirect_chain == answers[1].redirect_chain


def test_move_and_taking_up_are_made_once(client, sign_in):
    sign_in("Phóng viên", "Biên tập viên")
    article = make_article(state="draft")
    first = Revision.objects.of(article).get()
    sent(client, article, opened(client, article), title="Hai")
    article.refresh_from_db()
    for page in [f"take-up/{first.pk}/", "move/submit/"]:
        form = {FORM_INPUT_NAME: new_token(), "version": article.version, "confirmed": "1"}

        answers = [client.post(address(article, page), form, follow=True) for _ in range(2)]

        assert AGAIN in answers[1].text
        article.refresh_from_db()
    assert done_with(article) == ["take_up", "submit"]


def test_article_is_thrown_away_once(client, article):
    form = {FORM_INPUT_NAME: new_token(), "post": "yes", "version": article.version}

    answers = [client.post(address(article, "delete/"), form, follow=True) for _ in range(2)]

    assert AGAIN in answers[1].text
    assert done_with(article) == ["throw_away"]


def test_move_refused_has_spent_nothing(client, sign_in):
    sign_in("Biên tập viên")
    article = make_article(state="in_review")
    form = {FORM_INPUT_NAME: new_token(), "version": article.version}

    client.post(address(article, "move/return/"), {**form, "note": ""})
    client.post(address(article, "move/return/"), {**form, "note": "Thiếu nguồn"})

    article.refresh_from_db()
    assert article.state == "draft"


def test_descriptions_of_pictures_are_saved_once(client, sign_in):
    sign_in("Biên tập viên")
    image = make_image()
    path = f"/admin/media_library/image/describe/?anh={image.pk}"
    form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": image.pk, FORM_INPUT_NAME: new_token()}
    typed = {"form-0-title": "Ảnh", "form-0-alt": "Đại hội"}

    answers = [client.post(path, {**form, **typed}, follow=True) for _ in range(2)]

    assert AGAIN in answers[1].text


def test_bulk_move_sent_twice_is_made_once(client, sign_in):
    sign_in("Biên tập viên")
    article = make_article(state="draft")

    for _ in range(2):
        client.post("/admin/news/article/", {"action": "submit", "_selected_action": [article.pk]})

    assert done_with(article) == ["submit"]
