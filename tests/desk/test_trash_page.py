import pytest

from publishing import trash
from tests.desk.forms import address
from tests.factories import make_article, make_category, make_user, make_video
from tests.publishing.editing import ALL

pytestmark = pytest.mark.django_db
TRASH = "/admin/thung-rac/"


def thrown(make, **fields):
    return trash.throw_away(make(state="draft", **fields), by=make_user(*ALL))


def test_what_was_thrown_away_is_listed_there_and_nowhere_else(client, sign_in):
    sign_in("Phóng viên")
    article = thrown(make_article, title="Nháp bỏ")
    thrown(make_video, title="Video bỏ")

    page = client.get(TRASH).text

    assert ("Nháp bỏ" in page, "Video bỏ" in page) == (True, True)
    assert "Nháp bỏ" not in client.get("/admin/news/article/").text
    assert "Nháp bỏ" not in client.get("/admin/").text
    choices = client.get("/admin/autocomplete/?app_label=news&model_name=article&field_name=related&term=nhap")
    assert choices.json()["results"] == []
    assert "thùng rác" in client.get(address(article)).text


def test_it_is_taken_back_by_one_button(client, sign_in):
    sign_in("Phóng viên")
    article = thrown(make_article)

    answer = client.post(f"{TRASH}news.article/{article.pk}/")

    assert answer["Location"] == address(article)
    article.refresh_from_db()
    assert article.trashed_at is None


def test_what_is_not_in_the_trash_or_not_allowed_is_told(client, sign_in):
    sign_in("Biên tập viên", categories=[make_category()])
    foreign = thrown(make_article)

    page = client.post(f"{TRASH}news.article/{foreign.pk}/", follow=True).text

    assert "không còn trong thùng rác, hoặc bạn không được lấy lại" in page


@pytest.mark.parametrize("kind", ["news.tag", "accounts.user", "x", "publishing.event"])
def test_forged_kind_answers_not_found(client, sign_in, kind):
    sign_in("Thư ký tòa soạn")

    assert client.post(f"{TRASH}{kind}/1/").status_code == 404


def test_page_of_throwing_away_says_that_it_can_be_taken_back(client, sign_in):
    sign_in("Phóng viên")

    page = client.get(address(make_article(state="draft"), "delete/")).text

    assert "Trong 30 ngày có thể lấy lại nguyên vẹn" in page


def test_trash_asks_no_more_for_more(client, sign_in, django_assert_max_num_queries):
    sign_in("Phóng viên")
    for _ in range(12):
        thrown(make_article)

    with django_assert_max_num_queries(14):
        client.get(TRASH)


def test_what_is_thrown_away_is_said_to_be_in_the_trash_and_not_deleted(client, sign_in):
    sign_in("Phóng viên")
    path = address(make_article(state="draft", title="Nháp <b>"), "delete/")
    asked = client.get(path).text

    page = client.post(path, {"post": "yes"}, follow=True)

    assert "<h1>Bỏ vào thùng rác</h1>" in asked
    assert page.redirect_chain[-1][0] == "/admin/news/article/"
    assert "Đã bỏ “Nháp &lt;b&gt;” vào thùng rác." in page.text
    assert f'<a href="{TRASH}">' in page.text
