"""A question is asked before unsaved text is left, and only then."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.browser.saving_steps import asks
from tests.factories import make_article

pytestmark = pytest.mark.browser
BODY = "<h2>Đầu</h2>\n<p>Một <strong>đậm</strong>  và <em>nghiêng</em></p><ul><li>Mục</li></ul>"


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    assert desk.complaints == []


@pytest.fixture
def form(desk):
    """The form of a draft, in which something can be typed."""
    article = make_article(state="draft", title="Đầu tiên", body=BODY, summary="Tóm")
    desk.open(f"news/article/{article.pk}/change/")
    desk.page.locator("#id_summary").click()  # a page that nobody has touched never asks
    return desk


def test_form_that_was_only_looked_at_is_left_without_a_question(form):
    form.page.wait_for_timeout(1000)
    form.press("source")
    form.press("source")

    assert not asks(form.page)


@pytest.mark.parametrize("way", ["link", "reload", "back", "close"])
def test_typed_text_is_asked_about_whichever_way_one_leaves(form, way):
    page, asked = form.page, []
    page.fill("#id_summary", "Chữ mới")
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    if way == "link":
        page.locator("#site-name a").click(no_wait_after=True)
    elif way == "close":
        page.close(run_before_unload=True)
    else:
        page.evaluate({"reload": "location.reload()", "back": "history.back()"}[way])
    page.wait_for_timeout(800)

    assert asked == ["beforeunload"]
    expect(page.locator("#id_summary")).to_have_value("Chữ mới")


def test_text_of_the_editor_is_asked_about_until_it_is_as_it_was(form):
    form.body.locator("p").first.click()
    form.type("x")
    assert asks(form.page)

    form.press("Backspace")
    assert not asks(form.page)

    form.press("source")
    source = form.page.locator("textarea.cke_source")
    source.fill(source.input_value() + "<p>Thêm</p>")
    assert asks(form.page)


def test_fields_returned_to_what_they_were_are_not_asked_about(form):
    page = form.page
    page.fill("#id_title", "Khác")
    assert asks(page)

    page.fill("#id_title", "Đầu tiên")

    assert not asks(page)


def test_choice_of_an_autocomplete_is_asked_about(form):
    page = form.page
    make_article(title="Bài liên quan")
    page.get_by_role("combobox", name="Bài liên quan").click()
    page.get_by_role("option", name="Bài liên quan").click()

    assert asks(page)
