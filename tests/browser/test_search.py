from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.factories import make_article
from tests.instruments.axe import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def article(site):
    make_article(title="Đài truyền thanh đoán kết quả"), make_article(title="Đoàn kết, đại hội")
    return make_article(title="Ngày hội Đại đoàn kết toàn dân tộc")


def type_into_search(page, words):
    """By the keyboard alone, from the top of the page; a slow machine may have asked before, for fewer letters."""
    while page.evaluate("document.activeElement.id") != "tu-khoa":
        page.keyboard.press("Tab")
    with page.expect_response(lambda answer: answer.url.endswith(f"/goi-y/?q={quote(words)}")):
        page.keyboard.type(words, delay=30)


def test_reader_types_without_accents_and_lands_on_what_is_offered(site, page, article):
    page.goto(site.url)

    type_into_search(page, "dai doan ket")
    expect(page.get_by_role("option")).to_have_count(3)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Ngày hội Đại đoàn kết toàn dân tộc")
    page.keyboard.press("Enter")

    page.wait_for_url(site.url + article.get_absolute_url())


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_reader_types_without_accents_and_lands_on_the_first_result(site, browser, article, java_script_enabled):
    page = browser.new_page(java_script_enabled=java_script_enabled)
    page.goto(site.url)

    page.get_by_label("Tìm trên trang này").focus()
    page.keyboard.type("dai doan ket")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/**")
    page.locator("main .results a").first.focus()
    page.keyboard.press("Enter")

    page.wait_for_url(site.url + article.get_absolute_url())
    page.close()


def test_offers_say_what_they_are_to_who_does_not_see_them(site, page, article):
    page.goto(site.url)
    field = page.get_by_role("combobox", name="Tìm trên trang này")
    expect(field).to_have_attribute("aria-expanded", "false")

    type_into_search(page, "dai doan")
    expect(page.get_by_role("listbox", name="Gợi ý")).to_be_visible()

    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("form.search [role=status]")).to_have_text("Có 3 gợi ý, chọn bằng phím mũi tên.")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))


def test_what_is_chosen_stays_when_an_answer_comes_late(site, page, article):
    late = []

    def hold(route):
        late.append(route)

    page.route("**/goi-y/?q=dai%20doan", hold)
    page.goto(site.url)
    type_into_search(page, "dai")
    expect(page.get_by_role("option")).to_have_count(3)
    page.keyboard.type(" doan")
    while not late:
        page.wait_for_timeout(20)

    page.keyboard.press("ArrowDown")
    late[0].fulfill(json={"suggestions": [{"title": "Muộn", "address": "/muon/", "kind": "Bài viết"}]})
    page.wait_for_timeout(300)

    expect(page.get_by_role("option")).to_have_count(3)
    expect(page.get_by_role("option", selected=True)).to_be_visible()


def test_offers_go_by_escape_and_the_words_stay(site, page, article):
    page.goto(site.url)
    type_into_search(page, "dai doan")
    expect(page.get_by_role("listbox")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#tu-khoa")).to_have_value("dai doan")


def test_results_with_a_slip_break_no_rule_of_accessibility(site, page, article):
    assert violations(page, f"{site.url}/tim-kiem/?q=dai+doam+ket") == []
    expect(page.get_by_role("link", name="Đại đoàn kết", exact=True)).to_be_visible()
