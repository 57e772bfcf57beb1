"""An editor at work in the admin, and what the browser complained of meanwhile."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.factories import PASSWORD, make_user

PASTE = """(body, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "chữ");
  body.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


class Desk:
    """A browser signed in as somebody, a superuser when nobody is named; `complaints` must stay empty."""

    def __init__(self, page, site, user=None):
        self.page, self.site = page, site
        self.complaints = []
        page.set_default_timeout(15_000)
        page.on("console", self._note_error)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", self._note_failed)
        page.on("request", self._note_foreign)
        page.goto(f"{site.url}/admin/login/?next=/admin/")
        page.fill("#id_username", (user or make_user(is_superuser=True)).username)
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/admin/")

    def _note_error(self, message):
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location['url']}")

    def _note_failed(self, request):
        if request.failure != "net::ERR_ABORTED":  # a search that a longer word has overtaken
            self.complaints.append(f"{request.failure}: {request.url}")

    def _note_foreign(self, request):
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and parts.hostname != "127.0.0.1":
            self.complaints.append(f"foreign: {request.url}")

    def open(self, path):
        """Open an admin page; when it has an editor, wait until one can type."""
        self.page.goto(f"{self.site.url}/admin/{path}")
        if self.page.locator("textarea[data-type=ckeditortype]").count():
            self.body.wait_for()

    @property
    def body(self):
        return self.page.locator(".cke_wysiwyg_div")

    @property
    def html(self):
        """What the editor would send."""
        return self.page.evaluate("Object.values(CKEDITOR.instances)[0].getData()")

    def press(self, *commands):
        """Press buttons of the toolbar, by CKEditor's names for them, or keys."""
        for command in commands:
            button = self.page.locator(f".cke_button__{command}")
            if button.count():
                self.page.wait_for_timeout(300)  # CKEditor looks at the selection five times a second
                button.click()
            else:
                self.page.keyboard.press(command)

    def choose(self, list_name, choice):
        """Choose from one of the toolbar's lists: `format` or `styles`."""
        self.page.locator(f".cke_combo__{list_name} a").click()
        self.page.frame_locator(f".cke_combopanel__{list_name} iframe").get_by_text(choice, exact=True).click()

    def move(self, name, reason=""):
        """Press the button of a move in the form, answer what its window asks, and wait for the page that follows."""
        button = self.page.locator(f".submit-row [name=_move][value={name}]")
        if not button.is_visible():
            self.page.get_by_text("Việc khác").click()
        button.click()
        window = self.page.locator("dialog.asked")
        if reason:
            window.get_by_label("Lý do").fill(reason)
        self.send(window.locator("[data-act]"))

    def answer(self, fields):
        """Fill in fields of the dialog that is open, by the beginnings of their labels, and accept it."""
        dialog = self.page.locator(".cke_dialog:visible")
        for label, value in fields.items():
            dialog.get_by_label(label).first.fill(value)
        dialog.locator(".cke_dialog_ui_button_ok").click()
        dialog.wait_for(state="hidden")

    def type(self, text):
        self.page.keyboard.type(text)

    def paste(self, html):
        """Paste from the clipboard at the cursor, as a word processor put it there."""
        self.body.evaluate(PASTE, html)
        expect(self.body).to_have_text(re.compile(r"\w"))

    def save(self):
        """Save and stay: by the button of its own for that, where a plain save leads to the list."""
        self.send(self.page.locator("[name=_continue], .submit-row:not(:has([name=_continue])) [name=_save]"))
        self.page.wait_for_url("**/change/")

    def send(self, button):
        """Press a button that sends a form, and wait for the page that follows."""
        with self.page.expect_navigation():
            button.click()
