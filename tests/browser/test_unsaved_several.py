"""Several new articles that were begun and never saved can be told from each other."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.browser.saving_steps import filled_in
from tests.browser.writing import opened_again, restore, wait_until_kept_here, wait_until_on_server

pytestmark = pytest.mark.browser
ADD = "news/article/add/"
TITLE = "Ngày hội đại đoàn kết"


@pytest.fixture
def desk(site, page):
    return Desk(page, site)


def test_several_new_articles_are_offered_by_their_titles(desk):
    wait_until_on_server(filled_in(desk).page, TITLE)
    page = opened_again(desk, ADD).page
    page.fill("#id_title", "Bài thứ hai")
    wait_until_kept_here(page, "Bài thứ hai")
    page = opened_again(desk, ADD).page

    page.get_by_label("Còn 2 phần viết dở").select_option(label=page.locator("#unsaved option").nth(1).text_content())
    restore(page)

    expect(page.locator("#id_title")).to_have_value(TITLE)
