"""What a text is merged into is found by typing: words of the title, the address, the number."""

import pytest

from tests.desk.forms import address
from tests.factories import make_article, make_page, make_user
from tests.publishing.editing import ALL

pytestmark = pytest.mark.django_db


@pytest.fixture
def merge(client):
    client.force_login(make_user("news.view_article", "pages.view_page", *ALL))

    def merge(thing, typed):
        data = {"confirmed": "1", "note": "Trùng", "withdrawal": "merged", "merged_into": typed}
        page = client.post(address(thing, "move/withdraw/"), data, follow=True)
        thing.refresh_from_db()
        return page.text

    return merge


@pytest.mark.parametrize("typed", ["{pk}", "{path}", "http://testserver{path}", "Ngày hội đại đoàn kết", "{line}"])
def test_each_exact_way_of_typing_finds_it(merge, settings, typed):
    settings.ALLOWED_HOSTS = ["testserver"]
    article, other = make_article(), make_article(title="Ngày hội đại đoàn kết")
    make_article(title="Ngày hội đọc sách")
    line = f"{other} (mã số {other.pk})"

    page = merge(article, typed.format(pk=other.pk, path=other.get_absolute_url(), line=line))

    assert (article.state, article.merged_into) == ("withdrawn", other)
    assert "Đã gộp vào “Ngày hội đại đoàn kết”" in page


@pytest.mark.parametrize("typed", ["đại đoàn kết", "dai doan ket", "ngay hoi dai doan ket"])
def test_what_is_typed_loosely_is_named_and_confirmed_by_one_more_press(merge, typed):
    article, other = make_article(), make_article(title="Ngày hội đại đoàn kết")
    line = f"{other} (mã số {other.pk})"

    page = merge(article, typed)
    assert article.state == "published"
    assert "Gộp vào “Ngày hội đại đoàn kết”?" in page
    assert f'value="{line}"' in page

    merge(article, line)
    assert article.merged_into == other


def test_withdrawn_texts_are_not_offered(merge, client):
    article, _ = make_article(), make_article(title="Ngày hội cũ", state="withdrawn")

    page = merge(article, "ngày hội cũ")

    assert "Không tìm thấy nội dung nào đang đăng" in page
    assert client.get(address(article, "suggestions/?q=ngay hoi")).json() == {"found": []}


def test_page_is_found_by_its_path(merge):
    page, other = make_page(), make_page()

    merge(page, other.get_absolute_url())

    assert page.merged_into == other


def test_several_that_match_are_listed_to_choose_from(merge):
    article, first, second = make_article(), make_article(title="Ngày hội A"), make_article(title="Ngày hội B")

    page = merge(article, "ngày hội")

    assert article.state == "published"
    assert f"Ngày hội A (mã số {first.pk})" in page
    assert f"Ngày hội B (mã số {second.pk})" in page


@pytest.mark.parametrize(
    "typed", ["không có bài này", "999999999999999999", "/admin/", "http://[", "x\0y", "?" * 600, ""]
)
def test_what_is_not_there_is_refused_in_the_form(merge, typed):
    article = make_article()

    assert "errorlist" in merge(article, typed)
    assert article.state == "published"


def test_drafts_and_itself_are_not_offered(merge):
    article, draft = make_article(title="Ngày hội"), make_article(title="Ngày hội nháp", state="draft")

    merge(article, "ngày hội")
    merge(article, str(draft.pk))

    assert article.state == "published"


def test_suggestions_are_for_who_may_withdraw(client):
    article, other = make_article(), make_article(title="Ngày hội")
    where = address(article, "suggestions/?q=ngay%20h%00oi")
    client.force_login(make_user("news.view_article"))
    assert client.get(where).status_code == 403

    client.force_login(make_user("news.view_article", *ALL))

    assert client.get(where).json() == {"found": [f"Ngày hội (mã số {other.pk})"]}
    assert client.get(address(article, "suggestions/")).json() == {"found": []}
