"""With an error in the text a move is not offered: what must be mended stands before what is warned of."""

import pytest

from news.models import Article
from tests.desk.forms import address
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db
UNFINISHED, EMPTY = "Chưa có tóm tắt.", "Chưa có nội dung."


@pytest.fixture
def article(client):
    """A draft that a person has written, without text and summary."""
    user = make_user("news.view_article", "news.change_article", *ALL)
    client.force_login(user)
    return write(make_article(state="draft", summary="Có.", body=""), by=user, summary="", title="Bài mới")


def test_page_of_a_move_lists_errors_first_and_has_no_button_for_it(client, article):
    page = client.get(address(article, "move/force/")).text

    assert "Phải sửa xong mới đăng được" in page
    assert 0 < page.index(EMPTY) < page.index(UNFINISHED)
    assert 'class="default">' not in page
    assert "Quay lại để sửa" in page


def test_many_at_once_name_errors_before_warnings(client, article):
    page = client.post("/admin/news/article/", {"action": "submit", "_selected_action": [article.pk]}, follow=True).text

    assert 0 < page.index(f"“Bài mới”: Phải sửa: {EMPTY}") < page.index(UNFINISHED)
    assert Article.objects.get().state == "draft"
