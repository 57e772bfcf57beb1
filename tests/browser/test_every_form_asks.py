"""Every form of the admin asks before it is left with something in it that was not saved."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.browser.saving_steps import asks
from tests.factories import make_highlight, make_image, make_link_group

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    assert desk.complaints == []


def test_chosen_file_is_asked_about(desk):
    desk.open("media_library/attachment/add/")
    assert not asks(desk.page)

    desk.page.set_input_files("#id_file", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})

    assert asks(desk.page)


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("links/linkgroup/add/", "#id_name"),
        ("links/linkgroup/add/?_popup=1", "#id_name"),
        ("pages/sitesettings/", "#id_province"),
        ("media_library/image/describe/?anh={}", "[name$=-alt]"),
        ("media_library/album/add/", "#id_title"),
        ("accounts/user/add/", "#id_username"),
        ("password_change/", "#id_old_password"),
    ],
)
def test_every_form_asks(desk, path, field):
    desk.open(path.format(make_image().pk))
    assert not asks(desk.page)

    desk.page.fill(field, "7")

    assert asks(desk.page)


def test_list_that_was_put_in_another_order_asks(desk):
    for order in (1, 2):
        make_highlight(order=order)
    desk.open("news/highlight/")
    assert not asks(desk.page)

    desk.page.get_by_role("button", name="để đổi chỗ").first.press("ArrowDown")

    assert asks(desk.page)


def test_form_that_came_back_with_errors_asks_and_one_that_was_saved_does_not(desk):
    page = desk.page
    group = make_link_group(name="Trung ương")
    desk.open(f"links/linkgroup/{group.pk}/change/")
    page.fill("#id_name", "")
    desk.send(page.locator("[name=_continue]"))
    expect(page.locator(".errornote")).to_be_visible()
    assert asks(page)

    page.fill("#id_name", "Địa phương")
    desk.save()

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert not asks(page)
