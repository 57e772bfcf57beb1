"""Lists, chosen things and the pictures of an album are put in order by pointer and keys, and saved as ever."""

import pytest
from playwright.sync_api import expect

from portal.links.models import Link
from portal.pages.models import MenuItem
from tests.browser.editing import Desk
from tests.factories import make_article, make_attachment, make_author, make_link, make_link_group, make_menu_item

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    assert desk.complaints == []


def save_list(desk):
    desk.send(desk.page.locator("[name=_save]"))


def drag(desk, title, onto):
    handle = desk.page.get_by_role("button", name=f"để đổi chỗ “{title}”")
    handle.drag_to(desk.page.get_by_role("button", name=f"để đổi chỗ “{onto}”"))


def test_menu_is_ordered_by_dragging_and_what_is_below_goes_along(desk):
    home, news, links = (make_menu_item(title=title) for title in ("Nhà", "Tin", "Nối"))
    first, second = (make_menu_item(title=title, parent=news) for title in ("Tin một", "Tin hai"))
    desk.open("pages/menuitem/")
    expect(desk.page.get_by_role("spinbutton")).to_have_count(0)

    drag(desk, "Nhà", onto="Nối")
    drag(desk, "— Tin hai", onto="— Tin một")
    rows = desk.page.locator("#result_list tbody th").all_text_contents()
    save_list(desk)

    assert rows == ["Tin", "— Tin hai", "— Tin một", "Nối", "Nhà"]
    assert list(MenuItem.objects.all().in_tree_order()) == [news, second, first, links, home]


def test_links_are_ordered_by_keys_within_their_group(desk):
    group, other = make_link_group(name="Một"), make_link_group(name="Hai", order=1)
    for title in ("A", "B", "C"):
        make_link(title=title, group=group)
    make_link(title="D", group=other)
    desk.open("links/link/")

    desk.page.get_by_role("button", name="Đưa “C” lên trước").press("Enter")
    expect(desk.page.get_by_role("button", name="Đưa “C” lên trước")).to_be_focused()
    desk.page.get_by_role("button", name="để đổi chỗ “A”").press("End")
    expect(desk.page.get_by_role("status").filter(has_text="“A” ở vị trí 3 trong 3.")).to_have_count(1)
    save_list(desk)

    assert [link.title for link in Link.objects.active()] == ["C", "B", "A", "D"]


def test_list_sorted_by_another_column_keeps_its_numbers(desk):
    make_link(title="A", order=4)
    desk.open("links/link/?o=1")

    expect(desk.page.get_by_role("spinbutton")).to_have_value("4")


def test_chosen_files_and_authors_are_ordered(desk):
    files = [make_attachment(title=title) for title in ("Một", "Hai", "Ba")]
    authors = [make_author(name="An"), make_author(name="Bình")]
    article = make_article(state="draft", attachments=files, authors=authors)
    desk.open(f"news/article/{article.pk}/change/")

    desk.page.get_by_role("button", name="để đổi chỗ “Ba”").press("Home")
    drag(desk, "An", onto="Bình")
    desk.save()

    assert [file.title for file in article.attachments.all()] == ["Ba", "Một", "Hai"]
    assert [author.name for author in article.authors.all()] == ["Bình", "An"]


def test_one_alone_needs_no_order(desk):
    article = make_article(state="draft", authors=[make_author(name="An")])
    desk.open(f"news/article/{article.pk}/change/")

    expect(desk.page.get_by_role("button", name="để đổi chỗ")).to_have_count(0)
