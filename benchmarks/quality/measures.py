"""The measures in the browser, page by page: each returns its complaints, and figures where it has some."""

from contextlib import contextmanager
from dataclasses import asdict

from benchmarks.quality import SCREENSHOTS
from tests.instruments import shift
from tests.instruments.axe import WIDTHS, violations
from tests.instruments.fit import sticking_out
from tests.instruments.keyboard import out_of_reach
from tests.instruments.scriptless import lost_without_scripts
from tests.instruments.weights import weigh

READER = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@contextmanager
def opened(browser, **context):
    """A page in a browser without a cache of earlier pages."""
    fresh = browser.new_context(**READER, **context)
    yield fresh.new_page()
    fresh.close()


def axe(browser, site, kind, path):
    with opened(browser) as page:
        return {"complaints": violations(page, site.url + path)}


def weights(browser, site, kind, path):
    with opened(browser) as page:
        weight = weigh(page, site, path)
    return {**asdict(weight), "complaints": weight.complaints(is_home=kind == "home")}


def shifts(browser, site, kind, path):
    with opened(browser, viewport={"width": 390, "height": 844}) as page:
        late, moved = shift.shift_when_late(page, site.url + path)
    with opened(browser, viewport={"width": 390, "height": 844}) as page:
        slow, moved_slowly = shift.shift_when_slow(page, site.url + path)
    complaints = (moved if late >= shift.AT_MOST else []) + (moved_slowly if slow >= shift.AT_MOST else [])
    return {"late": round(late, 4), "slow": round(slow, 4), "complaints": complaints}


def fit(browser, site, kind, path):
    with opened(browser, device_scale_factor=2) as page:
        return {"complaints": sticking_out(page, site.url + path)}


def keyboard(browser, site, kind, path):
    with opened(browser) as page:
        return {"complaints": out_of_reach(page, site.url + path)}


def scriptless(browser, site, kind, path):
    return {"complaints": lost_without_scripts(browser, site.url + path, **READER)}


def screenshots(browser, site, kind, path):
    """The whole page as pictures, narrow and wide, light and dark."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with opened(browser) as page:
        page.goto(site.url + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=SCREENSHOTS / f"{kind}-{width}-{scheme}.png", full_page=True)
    return {"complaints": []}


IN_BROWSER = {
    "axe": axe,
    "weights": weights,
    "shifts": shifts,
    "fit": fit,
    "keyboard": keyboard,
    "scriptless": scriptless,
    "screenshots": screenshots,
}
