"""A reader takes a file home from the page of a segment, or looks at it in the browser's own reader of PDF."""

import pytest
from playwright.sync_api import expect

from tests import chromium
from tests.factories import PDF, make_attachment, make_video

pytestmark = pytest.mark.browser

NEW_HEADLESS = {"args": ["--no-sandbox", "--headless=new"], "ignore_default_args": ["--headless", "--headless=old"]}


@pytest.fixture
def address(site):
    video = make_video(attachments=[make_attachment(title="Kế hoạch số 12/KH-MTTQ")])
    return site.url + video.get_absolute_url()


def test_file_comes_under_its_title_and_is_counted(page, address):
    page.goto(address)

    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải về Kế hoạch").click()

    assert coming.value.suggested_filename == "Kế hoạch số 12-KH-MTTQ.pdf"
    assert coming.value.path().read_bytes() == PDF
    page.reload()
    expect(page.get_by_text("đã tải 1 lượt")).to_be_visible()


def test_pdf_is_shown_by_the_browser_and_counted_once(playwright, page, address):
    """Playwright's own headless shell has no reader of PDF; the browser's new headless mode has."""
    browser = playwright.chromium.launch(executable_path=chromium.installed(), **NEW_HEADLESS)
    reading = browser.new_page()
    reading.goto(address)

    with reading.expect_request(lambda request: "extension://" in request.url):  # the reader of PDF begins
        reading.get_by_role("link", name="Xem Kế hoạch").click()
    reading.wait_for_load_state("networkidle")

    browser.close()
    page.goto(address)
    expect(page.get_by_text("đã tải 1 lượt")).to_be_visible()
