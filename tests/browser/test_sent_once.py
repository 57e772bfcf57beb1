"""However often a form is sent at the browser, it is saved once."""

import pytest
from playwright.sync_api import expect

from news.models import Article
from publishing.models import Note, Revision
from tests.browser.editing import Desk
from tests.browser.saving_steps import filled_in, still_there
from tests.factories import make_article

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    return Desk(page, site)


@pytest.fixture
def form(desk):
    return filled_in(desk)


def test_answer_that_was_lost_makes_no_second_article(form):
    page, add = form.page, "**/news/article/add/"
    page.route(add, lambda route: (route.fetch(), route.abort()))
    page.locator("[name=_save]").click()
    still_there(form, "Chưa biết đã lưu hay chưa")
    page.unroute(add)

    form.send(page.locator("[name=_save]"))

    expect(page.locator(".messagelist .info")).to_contain_text("Đã lưu rồi")
    assert Article.objects.count() == 1


@pytest.mark.parametrize("press", ["document.querySelector('[name=_save]').click()", "form.requestSubmit()"])
def test_second_press_makes_no_second_article(form, press):
    with form.page.expect_navigation():
        form.page.evaluate(f"const form = document.getElementById('article_form'); {press}; {press}; {press};")

    expect(form.page.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.count() == Revision.objects.count() == 1


def test_buttons_rest_while_the_answer_is_waited_for_and_come_back(form):
    page = form.page
    page.route("**/news/article/add/", lambda route: None)  # never answered
    page.locator("[name=_save]").click()

    expect(page.locator("[name=_move][value=submit]")).to_be_disabled()
    page.get_by_role("button", name="Thôi chờ").click(timeout=20_000)

    expect(page.locator("[name=_move][value=submit]")).to_be_enabled()
    still_there(form, "Chưa biết đã lưu hay chưa")


def test_note_is_sent_without_leaving_what_is_typed_above(desk):
    page, article = desk.page, make_article(state="draft")
    desk.open(f"news/article/{article.pk}/change/")
    page.fill("#id_summary", "Chữ mới")
    page.locator("#notes textarea").fill("Nguồn ở đâu?")
    page.get_by_role("button", name="Gửi ghi chú").click()

    note = page.locator("#notes .saving-note.success")
    expect(note).to_contain_text("Đã gửi.")
    expect(note).to_have_attribute("role", "status")
    expect(page.locator("#id_summary")).to_have_value("Chữ mới")
    assert Note.objects.count() == 1
