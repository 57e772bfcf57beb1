"""A bulk action is one move after the other: each by the table of moves, each refusal shown."""

import pytest

from publishing.models import Event, Revision
from tests.factories import make_article, make_category, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/news/article/"


def act(client, name, *articles):
    data = {"action": name, "_selected_action": [article.pk for article in articles]}
    return client.post(LIST, data, follow=True).text


def test_those_that_can_be_moved_are_and_the_others_are_named_with_a_reason(client, sign_in):
    mine = make_category()
    sign_in("Biên tập viên", categories=[mine])
    good = make_article(state="in_review", category=mine)
    foreign, draft = make_article(title="Nơi khác", state="in_review"), make_article(title="Nháp", state="draft")

    page = act(client, "approve", good, foreign, draft)

    good.refresh_from_db(), foreign.refresh_from_db(), draft.refresh_from_db()
    assert (good.state, foreign.state, draft.state) == ("approved", "in_review", "draft")
    assert "“Nơi khác”: Bạn không có quyền" in page
    assert "“Nháp”: Nội dung đang là: bản nháp. Chỉ duyệt được nội dung đã gửi duyệt." in page
    assert "Đã làm “Duyệt” với 1 mục." in page


def test_who_wrote_cannot_approve_in_bulk_either(client, sign_in):
    editor = sign_in("Biên tập viên")
    article = make_article(state="in_review")
    Revision.objects.of(article).update(by=editor)

    assert "Không ai tự duyệt" in act(client, "approve", article)


@pytest.mark.parametrize("name", ["publish", "delete_selected", "force", "withdraw", "place"])
def test_forged_action_changes_nothing(client, name):
    client.force_login(make_user("news.view_article", "news.change_article", "publishing.submit"))
    article = make_article(state="approved")

    act(client, name, article)

    article.refresh_from_db()
    assert (article.state, Event.objects.of(article).count()) == ("approved", 1)


def test_only_moves_that_one_may_make_are_offered(client, sign_in):
    sign_in("Phóng viên")
    make_article()

    page = client.get(LIST).text

    assert ('value="submit"' in page, 'value="approve"' in page) == (True, False)
