"""A draft is saved with nothing but a title; nobody else gets it before it is complete."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from news.models import Article
from publishing import saving, workflow
from publishing.models import Revision
from tests.desk.forms import Fields, address, moves_offered, opened, sent
from tests.factories import make_article, make_category, make_user
from tests.publishing.editing import ALL

pytestmark = pytest.mark.django_db
ADD = "/admin/news/article/add/"
ASKED = "Hãy chọn chuyên mục trước khi"


@pytest.fixture
def title_alone(client):
    """Send the form of a new article with nothing but a title."""
    return lambda **more: client.post(ADD, {**Fields(client.get(ADD).text).values, "title": "Một", **more}, follow=True)


@pytest.mark.parametrize("role", ["Phóng viên", "Biên tập viên"])
def test_title_alone_is_saved_and_gone_on_with(client, sign_in, title_alone, role):
    sign_in("Phóng viên", role, categories=[make_category()])

    title_alone()
    article = Article.objects.get()
    sent(client, article, opened(client, article), title="Hai", category=make_category().pk)

    article.refresh_from_db()
    assert (article.title, article.category is None) == ("Hai", False)


def test_lists_and_pages_of_the_desk_show_it(client, sign_in, title_alone):
    sign_in("Phóng viên", "Biên tập viên", "Thư ký tòa soạn")
    title_alone()
    article = Article.objects.get()

    paths = ["/admin/", "/admin/news/article/", "/admin/news/article/?q=một", "/admin/thung-rac/", "/admin/lich/"]
    paths += [address(article, page) for page in ("change/", "history/", "compare/", "delete/", "move/submit/")]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert "Bài viết <time" in client.get("/admin/").text  # without a mark before a category that is not there
    assert client.get(article.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("move", ["submit", "force"])
def test_move_is_refused_beside_the_field_and_nothing_is_saved(sign_in, title_alone, move):
    sign_in("Phóng viên", "Thư ký tòa soạn")

    page = title_alone(_move=move).text

    assert page.count(ASKED) == 2  # at the top with a link, and beside the field
    assert 'href="#field-category"' in page
    assert Article.objects.count() == 0


@pytest.mark.parametrize("move", ["submit", "force"])
def test_no_other_way_leads_round_that(client, sign_in, title_alone, move):
    user = sign_in("Phóng viên", "Thư ký tòa soạn")
    title_alone()
    article = Article.objects.get()

    with pytest.raises(ValidationError, match="Chưa chọn chuyên mục"):
        workflow.make_move(move, article, by=user, note="Gấp")
    client.post(address(article, f"move/{move}/"), {"confirmed": "1", "note": "Gấp"})
    client.post(reverse("admin:news_article_changelist"), {"action": move, "_selected_action": [article.pk]})
    article.refresh_from_db()
    assert article.state == "draft"


@pytest.mark.parametrize("state", ["in_review", "approved", "published"])
def test_what_others_have_stays_complete(client, sign_in, state):
    sign_in("Phóng viên", "Biên tập viên", "Thư ký tòa soạn")
    article = make_article(state=state)

    answer = sent(client, article, opened(client, article), category="")

    assert "errorlist" in answer.text
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(category=None)


def test_earlier_text_without_category_is_taken_up_by_a_draft_alone(sign_in):
    user = make_user(*ALL)
    article = Article(title="Một", body="<p>Chữ</p>")
    article.save_row()
    first = Revision.objects.create(thing=article, content={"category": None, "title": "Cũ"}, schema=1, state="draft")
    article.category = make_category()
    saving.save_text(article, by=user)
    workflow.make_move("submit", article, by=user)

    with pytest.raises(ValidationError, match="Hãy chọn chuyên mục"):
        saving.restore_revision(article, first, by=user)


def test_who_is_limited_to_other_categories_may_not_touch_it(client, sign_in, title_alone):
    sign_in("Phóng viên")
    title_alone()
    article = Article.objects.get()

    limited = sign_in("Phóng viên", categories=[make_category()])

    assert client.post(address(article), {"title": "Của tôi"}).status_code == 403
    assert moves_offered(client, article) == set()
    assert not workflow.has_permission("submit", article, limited)
