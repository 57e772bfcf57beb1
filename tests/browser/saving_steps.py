"""A new article's form that is filled in, and what must still be in it when it could not be saved."""

from playwright.sync_api import expect

from news.models import Article
from tests.factories import PASSWORD, make_category


def filled_in(desk):
    """The form of a new article with something in every sort of field."""
    make_category(name="Tin tức")
    desk.open("news/article/add/")
    desk.page.fill("#id_title", "Ngày hội đại đoàn kết")
    desk.page.get_by_role("combobox", name="Chuyên mục").click()
    desk.page.get_by_role("option", name="Tin tức").click()
    desk.body.click()
    desk.type("Ba trăm người dự.")
    return desk


def sign_in_over(page):
    """The window in which somebody signs in again without leaving the page."""
    return page.get_by_role("dialog", name="Đăng nhập lại")


def still_there(form, words, *, asks_for_sign_in=False):
    """The form is on the screen with everything in it, and says so at its top."""
    note = form.page.locator("form#article_form > .saving-note")
    expect(note).to_contain_text(words)
    expect(sign_in_over(form.page).get_by_label("Mật khẩu") if asks_for_sign_in else note).to_be_focused()
    expect(note).to_have_attribute("role", "alert")
    expect(form.page.locator("#id_title")).to_have_value("Ngày hội đại đoàn kết")
    expect(form.body).to_contain_text("Ba trăm người dự.")
    expect(form.page.locator("#select2-id_category-container")).to_contain_text("Tin tức")


def sign_in_beside(desk, username):
    """Sign out and in as somebody else, in a second tab."""
    tab = desk.page.context.new_page()
    tab.goto(f"{desk.site.url}/admin/")
    tab.locator("#logout-form button").click()
    tab.goto(f"{desk.site.url}/admin/login/?next=/admin/")
    tab.fill("#id_username", username)
    tab.fill("#id_password", PASSWORD)
    tab.press("#id_password", "Enter")
    tab.wait_for_url("**/admin/")
    tab.close()


def saved(form):
    """Press once more what was pressed before, and see that everything has come."""
    form.send(form.page.locator("[name=_save]"))
    expect(form.page.locator(".messagelist .success")).to_contain_text("Ngày hội đại đoàn kết")
    article = Article.objects.get()
    assert (article.body, article.category.name) == ("<p>Ba trăm người dự.</p>", "Tin tức")


def asks(page):
    """Whether leaving the page would ask."""
    return page.evaluate("!window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")
