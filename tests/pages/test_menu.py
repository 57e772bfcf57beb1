"""What the menu shows of the items staff saved, and what it leaves out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.pages.menu import menu_entries
from tests.factories import make_article, make_category, make_menu_item, make_page, make_programme, make_video

pytestmark = pytest.mark.django_db

TOMORROW = timezone.now() + timedelta(days=1)


def outline():
    """The menu as `{title: [titles below]}`."""
    return {entry.title: [child.title for child in entry.children] for entry in menu_entries()}


def test_menu_without_items_is_of_the_top_categories_with_articles():
    make_article(category=make_category(name="Ở cơ sở", parent=make_category(name="Tin tức", order=1)))
    make_article(category=make_category(name="Giám sát", order=0))
    make_category(name="Chưa có bài")

    assert list(outline()) == ["Trang chủ", "Giám sát", "Tin tức", "Video", "Liên kết website"]
    assert outline()["Video"] == ["Album ảnh"]


def test_saved_menu_has_two_levels_in_the_order_of_staff():
    last, first = make_menu_item(title="Sau", order=2), make_menu_item(title="Trước", order=1)
    make_menu_item(title="Hai", parent=last, order=2), make_menu_item(title="Một", parent=last, order=1)
    make_menu_item(title="Con", parent=first)

    assert outline() == {"Trước": ["Con"], "Sau": ["Một", "Hai"]}


def test_item_leads_to_its_target_and_bears_its_name():
    category, page, video = make_category(), make_page(), make_video(programme=make_programme())
    make_article(category=category)
    for target in ({"category": category}, {"page": page}, {"programme": video.programme}, {"place": "albums"}):
        make_menu_item(title="", **target)

    shown = [(entry.title, entry.url) for entry in menu_entries()]

    things = [(str(thing), thing.get_absolute_url()) for thing in (category, page, video.programme)]
    assert shown == [*things, ("Album ảnh", "/album/")]


def test_own_title_stands_before_the_name_of_the_target():
    make_menu_item(title="Hỏi đáp", page=make_page(title="Những câu hỏi thường gặp"))

    assert outline() == {"Hỏi đáp": []}


@pytest.mark.parametrize(
    ("url", "is_external"), [("https://mattran.org.vn/", True), ("/tin-tuc/", False), ("http://testserver/x", False)]
)
def test_address_elsewhere_is_told_from_one_of_the_site(url, is_external, settings):
    settings.SITE_URL = "http://testserver"
    make_menu_item(title="Xem", url=url)

    assert [(entry.url, entry.is_external) for entry in menu_entries()] == [(url, is_external)]


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"state": "withdrawn"}, {"publish_at": TOMORROW}])
def test_category_without_published_articles_is_hidden(fields):
    category = make_category()
    make_article(category=category, **fields)
    make_menu_item(category=category), make_menu_item(title="Trang chủ")

    assert outline() == {"Trang chủ": []}


def test_category_with_an_article_far_below_is_shown():
    category = make_category()
    make_article(category=make_category(parent=make_category(parent=category)))
    make_menu_item(title="Tin tức", category=category)

    assert outline() == {"Tin tức": []}


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"state": "withdrawn"}, {"publish_at": TOMORROW}])
def test_page_that_is_not_out_is_hidden(fields):
    make_menu_item(page=make_page(**fields)), make_menu_item(title="Trang chủ")

    assert outline() == {"Trang chủ": []}


def test_programme_without_videos_is_hidden():
    programme = make_programme()
    make_video(programme=programme, state="draft")
    make_menu_item(programme=programme), make_menu_item(title="Trang chủ")

    assert outline() == {"Trang chủ": []}


def test_heading_is_there_as_long_as_something_is_below_it():
    full, empty = make_menu_item(title="Giới thiệu", place=""), make_menu_item(title="Tổ chức", place="")
    make_menu_item(title="Liên hệ", parent=full, page=make_page())
    make_menu_item(parent=empty, page=make_page(state="draft"))

    assert outline() == {"Giới thiệu": ["Liên hệ"]}
    assert menu_entries()[0].url == ""
