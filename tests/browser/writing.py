"""Somebody writing at a browser that dies: what was kept, and where it is found again."""

import os
import signal
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import expect

from publishing.models import UnsavedForm
from tests.browser.editing import Desk

RESTORE = "Lấy lại phần đang viết"

# How many states this browser keeps, and the title in the latest of them
KEPT_HERE = """() => new Promise((resolve) => {
  const request = indexedDB.open("unsaved-forms", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("forms", {keyPath: ["user", "key"]});
  request.onsuccess = () => {
    const all = request.result.transaction("forms").objectStore("forms").getAll();
    all.onsuccess = () => {
      request.result.close();
      resolve(all.result.sort((a, b) => b.version - a.version).map(({fields}) => fields.title?.[0] ?? ""));
    };
  };
})"""


def kept_here(page):
    """The titles that this browser keeps of forms never saved, the latest first."""
    return page.evaluate(KEPT_HERE)


def wait_until_kept_here(page, title):
    """Wait until the latest state that this browser keeps has that title."""
    _wait(page, lambda: kept_here(page)[:1] == [title])


def wait_until_on_server(page, title):
    """Wait until the server has a state with that title; the page goes on meanwhile."""
    _wait(page, UnsavedForm.objects.filter(title=title).exists)


def _wait(page, is_so, rounds=300):
    for _ in range(rounds):
        if is_so():
            return
        page.wait_for_timeout(100)
    raise AssertionError(list(UnsavedForm.objects.values_list("title", flat=True)))


def restore(page):
    """Press the one button, and wait until it is done."""
    page.get_by_role("button", name=RESTORE, exact=True).click()
    expect(page.locator("#unsaved").get_by_role("button", name="Hoàn tác")).to_be_visible()


def opened_again(desk, path):
    """The same form in another tab, after the one that was written in is gone without a word."""
    page = desk.page.context.new_page()
    desk.page.close()
    desk.page = page
    desk.open(path)
    return desk


class Browser:
    """A browser with a profile of its own on the disk, which can be killed and started again."""

    def __init__(self, browser_type, launch_args, context_args, profile):
        self._start = lambda: browser_type.launch_persistent_context(profile, **launch_args, **context_args)
        self.profile, self.context = profile, None

    def open_desk(self, site, user):
        """Start it, also once more after its end, and sign in."""
        self.context = self._start()
        self.context.clear_cookies()  # of a killed browser, as many as had reached the disk
        return Desk(self.context.pages[0], site, user)

    def kill(self):
        """End it as a power cut would."""
        os.kill(self._pid(), signal.SIGKILL)
        with suppress(Exception):
            self.context.close()

    def close(self):
        with suppress(Exception):
            self.context.close()

    def _pid(self):
        wanted = f"--user-data-dir={self.profile}"
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
                if wanted in words and not any(word.startswith("--type=") for word in words):
                    return int(process.name)
        raise AssertionError("no such browser")
