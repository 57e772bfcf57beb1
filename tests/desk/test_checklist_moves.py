"""The moves ask the checklist again: errors stop them, warnings are confirmed once, nothing goes round it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from news.models import Article
from publishing.models import Event
from publishing.workflow import make_move
from tests.desk.forms import address
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db
UNFINISHED = "Chưa có tóm tắt. Hãy viết một hai câu"
EMPTY = "Chưa có nội dung. Hãy viết nội dung"


@pytest.fixture
def user(client):
    user = make_user("news.view_article", "news.change_article", *ALL)
    client.force_login(user)
    return user


def written(user, **columns):
    """A draft that a person has written: without summary and picture."""
    return write(make_article(state="draft", summary="Có.", **columns), by=user, summary="", title="Bài mới")


def digest(page):
    return page.text.split('name="confirmation_checklist" value="')[1].split('"')[0]


def state(thing):
    return Article.objects.get(pk=thing.pk).state


def test_warnings_are_listed_once_and_confirmed_by_the_button(client, user):
    article = written(user)

    page = client.post(address(article, "move/submit/"), {"confirmed": "1"})
    assert UNFINISHED in page.text
    assert ">Vẫn gửi duyệt</button>" in page.text
    assert state(article) == "draft"

    client.post(address(article, "move/submit/"), {"confirmed": "1", "confirmation_checklist": digest(page)})
    assert state(article) == "in_review"
    kept = Event.objects.of(article).get(name="confirm_checklist")
    assert (kept.by, UNFINISHED in kept.note) == (user, True)


def test_who_has_confirmed_is_not_asked_again_but_for_something_new(client, user):
    article = written(user)
    page = client.get(address(article, "move/submit/"))
    client.post(address(article, "move/submit/"), {"confirmed": "1", "confirmation_checklist": digest(page)})
    make_move("return", article, by=make_user(*ALL), note="Sửa tên xã")
    assert UNFINISHED not in client.get(address(article, "move/submit/")).text

    write(article, by=user, body='<p>Xem <a href="/x/">tại đây</a></p>')

    answer = client.post(address(article, "move/submit/"), {"confirmed": "1", "confirmation_checklist": digest(page)})
    assert "“tại đây” không cho biết" in answer.text
    assert UNFINISHED not in answer.text
    assert state(article) == "draft"


def test_many_at_once_leave_what_asks_and_say_to_open_it(client, user):
    asking, other = written(user), make_article(state="draft")
    data = {"action": "submit", "_selected_action": [asking.pk, other.pk]}

    page = client.post("/admin/news/article/", data, follow=True).text

    assert (state(asking), state(other)) == ("draft", "in_review")
    assert f"“Bài mới”: Còn điều nên sửa: {UNFINISHED}" in page
    assert "Hãy mở riêng mục này." in page


@pytest.mark.parametrize("name", ["publish", "schedule", "force"])
def test_what_was_never_confirmed_is_asked_before_it_goes_out(client, user, name):
    article = written(make_user(*ALL))
    Article.objects.filter(pk=article.pk).update(state="approved")

    assert UNFINISHED in client.get(address(article, f"move/{name}/")).text


def test_what_readers_have_already_is_not_asked_about(client, user):
    article = write(make_article(), by=user, body="<p>Sửa một chữ.</p>")
    assert UNFINISHED not in client.get(address(article, "move/submit/")).text

    article = write(article, by=user, body="<p>Sửa một chữ của của tỉnh.</p>")
    assert "“của của”" in client.get(address(article, "move/submit/")).text


@pytest.mark.parametrize(
    ("name", "before"), [("submit", "draft"), ("publish", "approved"), ("schedule", "approved"), ("force", "draft")]
)
def test_error_stops_every_move_that_sends_a_text_on(name, before):
    article = make_article(state=before, body="")
    at = timezone.now() + timedelta(days=1) if name == "schedule" else None

    with pytest.raises(ValidationError, match=EMPTY):
        make_move(name, article, by=make_user(*ALL), note="Gấp", at=at)

    assert state(article) == before


@pytest.mark.parametrize(("name", "words"), [("submit", "trước khi gửi:"), ("force", "trước khi đăng:")])
def test_words_are_those_of_the_move(client, user, name, words):
    assert f"Nên xem lại {words}" in client.get(address(written(user), f"move/{name}/")).text


def test_moves_that_send_nothing_on_ask_nothing(client, user):
    article = written(user)
    Article.objects.filter(pk=article.pk).update(state="in_review")

    assert UNFINISHED not in client.get(address(article, "move/return/")).text
