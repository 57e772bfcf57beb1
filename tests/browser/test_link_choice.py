import pytest

from tests.factories import make_link
from tests.faults.concurrent_readers import until

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_reader_chooses_a_link_and_arrives(site, browser, java_script_enabled):
    """A redirect would be held by Chromium against `form-action 'self'`."""
    make_link(title="Mặt trận Tổ quốc Việt Nam", url="https://mattran.example/")
    page = browser.new_page(java_script_enabled=java_script_enabled)
    page.route("https://mattran.example/", lambda route: route.fulfill(body="Đến nơi"))
    until(lambda: "Chọn website" in site.get("/").text)  # a server has its home page from the first

    page.goto(site.url)
    page.get_by_label("Chọn website").select_option("Mặt trận Tổ quốc Việt Nam")
    page.get_by_role("button", name="Mở").click()

    page.wait_for_url("https://mattran.example/")
    page.close()
