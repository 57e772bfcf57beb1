"""A programme chosen in an open form: the next month and its title come by themselves, and nothing typed is lost."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.factories import make_programme, make_video

pytestmark = pytest.mark.browser


@pytest.fixture
def form(site, page):
    """The form of a new video; one programme has July and September 2020, another nothing."""
    programme = make_programme(name="Đại Đoàn kết")
    for month in (7, 9):
        make_video(programme=programme, issue_month=date(2020, month, 1), title=f"Số tháng {month}")
    make_programme(name="Hỏi đáp", title_pattern="Hỏi đáp {tháng}/{năm}")
    desk = Desk(page, site)
    desk.open("media_library/video/add/")
    yield page
    assert desk.complaints == []


def choose(form, name):
    form.get_by_role("combobox", name="Chuyên đề").click()
    with form.expect_response("**/issues/?*"):
        form.get_by_role("option", name=name).click()


def holds(form, month, title):
    expect(form.locator("#id_issue_month")).to_have_value(month)
    expect(form.locator("#id_title")).to_have_value(title)


def test_next_month_and_title_are_proposed_and_the_missing_ones_offered(form):
    choose(form, "Đại Đoàn kết")
    holds(form, "10/2020", "Đại Đoàn kết tháng 10/2020")
    expect(form.locator("#id_slug")).to_have_value("dai-doan-ket-thang-10-2020")

    form.get_by_role("button", name="Chọn tháng 08/2020").click()

    holds(form, "08/2020", "Đại Đoàn kết tháng 8/2020")


def test_another_programme_brings_its_own_proposal(form):
    choose(form, "Đại Đoàn kết")
    holds(form, "10/2020", "Đại Đoàn kết tháng 10/2020")

    choose(form, "Hỏi đáp")

    month = form.locator("#id_issue_month").input_value().lstrip("0")
    expect(form.locator("#id_title")).to_have_value(f"Hỏi đáp {month}")
    expect(form.locator(".issues .missing")).to_have_count(0)


def test_what_was_typed_stays(form):
    form.fill("#id_title", "Tiêu đề của tôi")
    form.fill("#id_issue_month", "9/2020")

    choose(form, "Đại Đoàn kết")

    holds(form, "9/2020", "Tiêu đề của tôi")
    expect(form.locator(".issues .taken")).to_have_text(
        "Tháng 09/2020 đã có một số: “Số tháng 9”. Hãy xem lại trước khi lưu."
    )


def test_what_was_typed_stays_in_a_form_that_was_refused(form):
    form.fill("#id_title", "Tiêu đề của tôi")
    form.fill("#id_youtube_id", "x")
    form.locator("[name=_save]").click()
    form.locator(".errornote").wait_for()

    choose(form, "Đại Đoàn kết")

    holds(form, "10/2020", "Tiêu đề của tôi")
