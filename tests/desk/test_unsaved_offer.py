"""What was being written is shown with its difference from what is stored, and with what has happened since."""

import pytest

from news.models import Article
from publishing.submissions import FORM_INPUT_NAME, SIGNER
from tests.desk.forms import Fields, opened, sent
from tests.desk.unsaved import KEY, compare, keep, milliseconds, offered
from tests.factories import make_article, make_category, make_tag

pytestmark = pytest.mark.django_db
ADD = "/admin/news/article/add/"


def key_of(values):
    return SIGNER.unsign(values[FORM_INPUT_NAME]).rpartition(".")[2]


def filled_in(client, **typed):
    """The fields of a new article's form."""
    values = {
        **Fields(client.get(ADD).text).values,
        "title": "Bài mới",
        "body": "<p>Chữ</p>",
        "category": make_category().pk,
    }
    return values | typed


def test_differing_words_are_marked(me):
    article = make_article(state="draft", title="Ngày hội", body="<p>Ba trăm người dự.</p>")
    typed = {**opened(me, article), "body": "<p>Năm trăm người dự.</p>"}
    keep(me, article, **typed)

    told = compare(me, article).json()

    assert told["names"] == ["Nội dung"]
    assert "<ins>Năm " in told["differences"]
    assert SIGNER.unsign(told["token"]).endswith(KEY)


def test_state_of_the_browser_is_compared_as_well(me):
    told = compare(me, title="Chỉ có ở máy này").json()

    assert told["names"] == ["Tiêu đề"]
    assert told["fields"] == {"title": ["Chỉ có ở máy này"]}


def test_what_could_not_be_saved_is_shown_as_it_was_typed(me):
    article = make_article(state="draft")

    told = compare(me, article, title="x" * 400, source_url="không phải <địa chỉ>").json()

    assert "x" * 400 in told["differences"]
    assert "không phải &lt;địa chỉ&gt;" in told["differences"]


def test_names_of_chosen_things_are_shown(me):
    tag = make_tag(name="Đại đoàn kết")

    told = compare(me, make_article(state="draft"), tags=str(tag.pk)).json()

    assert "<ins>Đại đoàn kết</ins>" in told["differences"]


def test_change_by_others_since_then_is_told(me, other):
    article = make_article(state="draft")
    values = opened(me, article)
    sent(other, article, opened(other, article), title="Của Mai")

    told = compare(me, article, title="Của tôi", version=values["version"]).json()

    assert "Trần Thị Mai (mai) đã lưu lúc" in told["differences"]


def test_form_that_was_saved_is_known_by_its_key(me):
    values = filled_in(me)
    me.post(ADD, values)
    article = Article.objects.get()

    told = compare(me, key=key_of(values), **values).json()

    assert told["saved"]["object_id"] == article.pk
    assert told["names"] == ["Đường dẫn"]  # the script fills it in


def test_state_that_arrives_after_its_form_was_saved_is_dropped(me):
    values = filled_in(me)
    taken_at = milliseconds()
    me.post(ADD, values)

    assert keep(me, key=key_of(values), at=taken_at, title="Bài mới").status_code == 200

    assert offered(me) == []


def test_refused_form_is_shown_with_its_own_token(me):
    values = filled_in(me, title="")

    again = Fields(me.post(ADD, values).text).values

    assert again[FORM_INPUT_NAME] == values[FORM_INPUT_NAME]
    me.post(ADD, {**again, "title": "Bài mới"})
    assert Article.objects.count() == 1
