"""A real film from an editor's computer, with a browser and a server that go away in between."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from media_library.models import Video
from tests.browser.editing import Desk
from tests.media_library import samples

pytestmark = pytest.mark.browser
A_MEGABYTE = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": 2**20, "offline": False}
FREELY = {**A_MEGABYTE, "uploadThroughput": -1}


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    expected = ("upload/", "unsaved/")  # of a server that was gone
    assert [said for said in desk.complaints if not any(path in said for path in expected)] == []


@pytest.fixture
def line(page):
    """`line(A_MEGABYTE)`: how much the browser sends in a second."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    return lambda limits: session.send("Network.emulateNetworkConditions", limits)


@pytest.fixture
def film(make_film):
    """Some twelve megabytes of film."""
    film = make_film("Số tháng Chín.mp4", width=640, height=480)
    with film.open("ab") as file:
        file.write(samples.box(b"free", os.urandom(12 * 2**20)))
    return film


@pytest.fixture
def interrupted(desk, page, line, film):
    """A form whose film has come in part, when it was closed."""
    desk.open("media_library/video/add/")
    line(A_MEGABYTE)
    page.set_input_files("#id_file", film)
    expect(page.locator(".film-said")).to_contain_text(re.compile("[1-9][0-9] %"), timeout=30_000)
    page.get_by_role("button", name="Tạm dừng").click()
    expect(page.locator(".film-said")).to_contain_text("Đã tạm dừng")
    page.once("dialog", lambda dialog: dialog.accept())
    desk.open("media_library/video/add/")


def test_film_goes_on_where_it_was_after_the_browser_and_the_server_were_closed(interrupted, site, page, line, film):
    expect(page.locator(".film-waiting")).to_contain_text("chọn lại đúng tệp ấy để gửi tiếp")
    offsets = []
    page.on("request", lambda request: offsets.append(request.headers.get("upload-offset")))
    site.kill()
    page.set_input_files("#id_file", film)
    expect(page.locator(".film-said")).to_contain_text("Mất kết nối với máy chủ")
    site.start()
    line(FREELY)

    expect(page.locator(".film-said")).to_contain_text("bấm Lưu là video được lưu", timeout=60_000)

    assert next(int(offset) for offset in offsets if offset) > 0


def test_film_that_has_come_is_saved_though_the_form_was_wrong_at_first(desk, page, film):
    desk.open("media_library/video/add/")
    page.set_input_files("#id_file", film)
    expect(page.locator(".film-said")).to_contain_text("bấm Lưu là video được lưu", timeout=60_000)

    page.locator("[name=_save]").click()
    expect(page.locator(".errornote")).to_be_visible()
    page.fill("#id_title", "Số tháng Chín")
    page.locator("[name=_save]").click()
    page.wait_for_url("**/change/")

    assert Path(Video.objects.get().file.path).read_bytes() == film.read_bytes()
