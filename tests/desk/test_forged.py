"""What no form of ours sends is refused or passed over: nothing is changed by it."""

import pytest

from news.models import Article
from publishing.models import Revision
from tests.desk.forms import address, opened, sent
from tests.factories import make_article, make_category, make_image, make_user

pytestmark = pytest.mark.django_db
FORGED = {
    "state": "published",
    "edit_state": "approved",
    "publish_at_0": "01/01/2020",
    "publish_at_1": "00:00",
    "unpublish_at_0": "30/11/2099",
    "unpublish_at_1": "08:00",
    "withdrawal": "merged",
    "merged_into": "1",
    "trashed_at": "2020-01-01",
    "changes": '[{"at": "2020-01-01", "text": "x"}]',
    "is_superuser": "on",
    "by": "1",
    "id": "77",
    "pk": "77",
    "folded": "x",
}


@pytest.mark.parametrize("state", ["draft", "published"])
def test_fields_that_are_not_in_the_form_change_nothing_and_cost_no_word(client, sign_in, state):
    user, article = sign_in("Phóng viên"), make_article(state=state)
    before = Article.objects.values().get()

    page = sent(client, article, {**opened(client, article), **FORGED}, title="Tên mới").text

    assert Article.objects.values().get() == before
    assert Revision.objects.count() == 1
    assert "Biểu mẫu gửi kèm mục không được sửa ở đây" in page
    assert 'value="Tên mới"' in page
    user.refresh_from_db()
    assert not user.is_superuser


def test_correction_of_what_was_never_out_is_not_taken(client, sign_in):
    sign_in("Phóng viên")
    article = make_article(state="draft")

    sent(client, article, opened(client, article), title="Tên mới", correction="Bịa", is_minor="on")

    newest = Revision.objects.of(article).last()
    assert (newest.correction, newest.is_minor) == ("", False)


@pytest.mark.parametrize("field", ["category", "lead_image", "authors", "tags"])
@pytest.mark.parametrize("value", ["99999", "x", "-1", "9" * 30])
def test_forged_choice_is_refused_with_a_sentence_and_keeps_the_text(client, sign_in, field, value):
    sign_in("Phóng viên")
    article = make_article(state="draft", title="Một")

    page = sent(client, article, opened(client, article), title="Chữ của tôi", **{field: value}).text

    article.refresh_from_db()
    assert article.title == "Một"
    assert "errorlist" in page
    assert 'value="Chữ của tôi"' in page


@pytest.mark.parametrize("move", ["approve", "publish", "force", "withdraw", "place", "khong-co", ""])
def test_move_without_the_right_saves_the_text_and_moves_nothing(client, sign_in, move):
    sign_in("Phóng viên")
    article = make_article(state="draft")

    sent(client, article, opened(client, article), title="Chữ của tôi", _move=move)

    article.refresh_from_db()
    assert (article.title, article.state) == ("Chữ của tôi", "draft")


def test_article_is_not_added_into_a_state_or_for_somebody_else(client, sign_in):
    reporter, image = sign_in("Phóng viên"), make_image()

    data = {"title": "Bài", "category": make_category().pk, "lead_image": image.pk, "_move": "publish"}
    refused = client.post("/admin/news/article/add/", {**data, **FORGED})
    assert (refused.status_code, Article.objects.count()) == (200, 0)
    client.post("/admin/news/article/add/", data)

    article = Article.objects.get()
    assert (article.state, article.publish_at, article.changes) == ("draft", None, [])
    assert Revision.objects.of(article).get().by == reporter


@pytest.mark.parametrize("path", ["take-up/0/", "take-up/999999999999999999/", "move/submit/x/"])
def test_forged_numbers_answer_not_found(client, sign_in, path):
    sign_in("Thư ký tòa soạn")

    assert client.post(address(make_article(state="draft"), path)).status_code in {302, 404}
    assert Revision.objects.count() == 1


def test_approved_text_is_not_changed_by_who_wrote_it(client, sign_in):
    editor, article = sign_in("Biên tập viên"), make_article(state="approved", title="Đã duyệt")
    Revision.objects.of(article).update(by=editor)

    assert client.post(address(article), {"title": "Lén sửa", "version": article.version}).status_code == 403

    Revision.objects.of(article).update(by=make_user())
    assert client.get(address(article)).status_code == 200
