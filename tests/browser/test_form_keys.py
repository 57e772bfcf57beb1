"""Keys in a form: Ctrl+S and Enter save and never send anything on; what is wrong is gone to."""

import pytest
from playwright.sync_api import expect

from publishing.models import Revision
from tests.browser.editing import Desk
from tests.factories import make_article

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    page.set_viewport_size({"width": 1366, "height": 768})
    yield desk
    assert desk.complaints == []


@pytest.fixture
def article(desk):
    article = make_article(state="approved", title="Ngày hội", body="<p>Một.</p><p>Hai.</p>")
    desk.open(f"news/article/{article.pk}/change/")
    return article


def saves(desk, key):
    with desk.page.expect_navigation():
        desk.page.keyboard.press(key)
    expect(desk.page.locator(".messagelist .success")).to_contain_text("Đã lưu")


@pytest.mark.parametrize("key", ["Control+s", "Meta+s", "Enter"])
def test_key_in_a_field_is_a_plain_save(desk, article, key):
    desk.page.fill("#id_title", "Ngày hội lớn")

    saves(desk, key)

    assert Revision.objects.of(article).last().content["title"] == "Ngày hội lớn"
    article.refresh_from_db()
    assert article.state == "in_review"  # the change has to be approved again; nothing went on


def test_one_goes_on_writing_where_one_was(desk, article):
    desk.body.locator("p").first.click()
    desk.press("End")
    desk.type(" Thêm")

    saves(desk, "Control+s")
    desk.body.wait_for()
    expect(desk.body).to_be_focused()
    desk.type(" nữa.")

    assert "<p>Một. Thêm nữa.</p>" in desk.html


def test_first_field_in_error_has_the_focus_and_each_is_reached_by_its_name(desk, article):
    page = desk.page
    page.fill("#id_title", "")
    page.fill("#id_source_url", "không phải địa chỉ")
    desk.send(page.locator("[name=_save]"))

    expect(page.locator("#id_title")).to_be_focused()
    expect(page.locator("#id_title")).to_be_in_viewport()
    page.locator(".form-errors").get_by_role("link", name="Địa chỉ bài gốc").click()
    expect(page.locator("#id_source_url")).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
@pytest.mark.parametrize("state", ["draft", "approved", "published"])
def test_every_button_is_within_the_screen(desk, width, height, state):
    desk.page.set_viewport_size({"width": width, "height": height})
    desk.open(f"news/article/{make_article(state=state).pk}/change/")
    desk.page.get_by_text("Việc khác").click()

    for button in desk.page.locator(".submit-row :is(button, a, summary, [type=submit])").all():
        expect(button).to_be_in_viewport(ratio=1)
    assert desk.page.locator(".submit-row").bounding_box()["height"] < height / 4
