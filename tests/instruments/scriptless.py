"""Whether a page can be used on a phone without JavaScript."""

import re

from playwright.sync_api import Error, expect

PHONE = {"width": 390, "height": 844}
SECONDS = 2


def lost_without_scripts(browser, address, **context):
    """What a reader with a phone and no JavaScript misses of: the main text, the menu, the search."""
    opened = browser.new_context(**context, java_script_enabled=False, viewport=PHONE)
    page = opened.new_page()
    page.set_default_timeout(SECONDS * 1000)
    found = []
    for name, use in {"main text": read, "menu": open_menu, "search": search}.items():
        try:
            page.goto(address)
            use(page)
        except (AssertionError, Error) as error:
            found.append(f"{name}: {str(error).strip().splitlines()[0]}")
    opened.close()
    return found


def read(page):
    expect(page.get_by_role("main")).to_have_text(re.compile(r"\w{2}"), use_inner_text=True, timeout=SECONDS * 1000)


def open_menu(page):
    menu = page.get_by_role("navigation", name="Chính", include_hidden=True)
    unfold(page, menu)
    menu.get_by_role("link", name="Trang chủ").click()
    page.wait_for_url(re.compile(r"://[^/]+/$"))


def search(page):
    form = page.get_by_role("search", include_hidden=True).first
    unfold(page, form)
    form.get_by_role("searchbox").fill("đoàn kết")
    form.get_by_role("button").click()
    page.wait_for_url(re.compile(r"/tim-kiem/\?.*q="))
    expect(page.get_by_role("main")).to_be_visible(timeout=SECONDS * 1000)
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Không tìm thấy trang", timeout=SECONDS * 1000)


def unfold(page, thing):
    """Open the disclosure around a thing, when it lies in a closed one."""
    thing.wait_for(state="attached")
    closed = page.locator("details:not([open])", has=thing)
    if closed.count():
        closed.locator("summary").first.click()
    expect(thing).to_be_visible(timeout=SECONDS * 1000)
