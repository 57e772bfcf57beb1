"""Whether a page can be used on a phone without JavaScript."""

import re

from playwright.sync_api import Error

PHONE = {"width": 390, "height": 844}
PATIENCE = 5000  # ms, for an answer of the search


def lost_without_scripts(browser, address, **context):
    """What a reader with a phone and no JavaScript misses of: the main text, the menu, the search."""
    phone = browser.new_context(**context, java_script_enabled=False, viewport=PHONE)
    page = phone.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    found = []
    for name, use in {"main text": read, "menu": open_menu, "search": search}.items():
        try:
            use(page)
        except (AssertionError, Error) as error:
            found.append(f"{name}: {str(error).strip().splitlines()[0]}")
    phone.close()
    return found


def read(page):
    shown(page.get_by_role("main"))
    if not re.search(r"\w{2}", page.get_by_role("main").inner_text()):
        raise AssertionError("empty")


def open_menu(page):
    menu = page.get_by_role("navigation", name="Chính", exact=True, include_hidden=True)
    unfold(page, menu)
    shown(menu.get_by_role("link", name="Trang chủ"))


def search(page):
    form = page.get_by_role("search", include_hidden=True).first
    unfold(page, form)
    words = form.get_by_role("searchbox")
    shown(words)
    words.fill("đoàn kết")
    with page.expect_response(re.compile(r"/tim-kiem/\?(.*&)?q=")) as answer:
        words.press("Enter")
    if not answer.value.ok:
        raise AssertionError(f"{answer.value.status} {answer.value.url}")


def unfold(page, thing):
    """Open the disclosure a thing lies in, when it is closed."""
    closed = page.locator("details:not([open])", has=thing)
    if closed.count():
        closed.locator("summary").first.click()
    shown(thing)


def shown(thing):
    if not thing.is_visible():
        raise AssertionError("not to be seen")
