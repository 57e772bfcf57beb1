"""Lists that are put in order, names offered for merging and deletions with a reason are without a fault for axe."""

import pytest

from tests.browser.axe import faults
from tests.browser.editing import Desk
from tests.factories import make_article, make_author, make_link, make_menu_item, make_tag

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    return Desk(page, site)


def test_pages_with_handles_buttons_and_reasons_have_no_fault(desk):
    above, tag, _ = make_menu_item(), make_tag(name="Xóa nghèo"), make_tag(name="Xoá nghèo")
    make_menu_item(parent=above), make_link()
    article = make_article(state="draft", authors=[make_author(), make_author()])
    paths = ("pages/menuitem/", "links/link/", "news/tag/", "news/tag/similar/", f"news/tag/{tag.pk}/delete/")

    for path in (*paths, f"news/article/{article.pk}/change/"):
        desk.open(path)
        assert list(faults(desk.page)) == [], path
