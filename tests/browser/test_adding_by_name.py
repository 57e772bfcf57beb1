"""A tag, an author, a source is added where an article is written: typed, chosen, saved."""

import pytest
from playwright.sync_api import expect

from news.models import Article, Author, Tag
from tests.browser.editing import Desk
from tests.factories import make_article, make_author, make_tag

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    assert desk.complaints == []


def field(desk, name):
    return desk.page.locator(f".field-{name}")


def type_name(desk, name, text):
    """Type into the field's combobox, and wait for what is offered."""
    field(desk, name).locator(".select2-selection").click()
    field(desk, name).locator(".select2-search__field").fill(text)
    expect(desk.page.get_by_role("option", name=text, exact=False).last).to_be_visible()


def test_tag_is_added_by_keys_and_saved_at_once(desk):
    article = make_article(state="draft", tags=[make_tag(name="Giám sát")])
    desk.open(f"news/article/{article.pk}/change/")

    type_name(desk, "tags", "Đại đoàn kết")
    desk.page.keyboard.press("Enter")
    desk.save()

    assert [tag.name for tag in article.tags.all()] == ["Đại đoàn kết", "Giám sát"]


def test_name_that_is_there_is_chosen_not_doubled(desk):
    author = make_author(name="Trần Thúy Nga")
    article = make_article(state="draft")
    desk.open(f"news/article/{article.pk}/change/")

    type_name(desk, "authors", "Trần Thủy Nga")
    desk.page.get_by_role("option", name="Thêm “Trần Thủy Nga”").click()
    desk.page.get_by_role("button", name="Dùng “Trần Thúy Nga”").press("Enter")
    expect(field(desk, "authors").locator(".select2-search__field")).to_be_focused()
    desk.save()

    assert list(Article.objects.get().authors.all()) == list(Author.objects.all()) == [author]


def test_source_takes_the_place_of_the_one_before(desk):
    article = make_article(state="draft")
    desk.open(f"news/article/{article.pk}/change/")

    field(desk, "source").get_by_role("combobox").click()
    desk.page.locator(".select2-dropdown .select2-search__field").press_sequentially("Báo Nhân Dân")
    desk.page.get_by_role("option", name="Thêm “Báo Nhân Dân”").click()
    expect(field(desk, "source").get_by_role("status")).to_have_text("Đã thêm “Báo Nhân Dân”.")
    desk.save()

    article.refresh_from_db()
    assert article.source.name == "Báo Nhân Dân"


def test_refusal_is_said_at_the_field(desk):
    article = make_article(state="draft")
    desk.open(f"news/article/{article.pk}/change/")

    type_name(desk, "tags", "x" * 81)
    desk.page.keyboard.press("Enter")

    expect(field(desk, "tags").get_by_role("status")).to_contain_text("Chưa thêm")
    assert not Tag.objects.exists()
    desk.complaints.clear()  # of the answer 400
