"""Measure every kind of public page of a demo site that is made and served for it."""

import argparse
import json
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from functools import partial

from playwright.sync_api import sync_playwright
from tqdm import tqdm

from benchmarks.quality import DATA_DIR, SCREENSHOTS, html, lighthouse, report
from benchmarks.quality.measures import IN_BROWSER
from benchmarks.quality.tools import Missing
from tests import chromium
from tests.demo_site import DemoSite
from tests.page_kinds import NAMES

MEASURES = [*IN_BROWSER, "html", "lighthouse"]
RESULTS = DATA_DIR / "results.json"


def options():
    parser = argparse.ArgumentParser(prog="make quality", description=__doc__)
    parser.add_argument("--only", type=listed(MEASURES), default=MEASURES, help=f"some of {','.join(MEASURES)}")
    parser.add_argument("--pages", type=listed(NAMES), default=NAMES, help=f"some of {','.join(NAMES)}")
    parser.add_argument("--runs", type=int, default=5, help="runs of Lighthouse, of which the median counts (5)")
    return parser.parse_args()


def listed(allowed):
    """A type of argument: names of `allowed`, with commas between."""

    def parse(text):
        names = text.split(",")
        if unknown := set(names) - set(allowed):
            raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}; known: {', '.join(allowed)}")
        return names

    return parse


@contextmanager
def demo_site():
    """A site of the demo as the image serves it: new, with compressed static files."""
    shutil.rmtree(DATA_DIR, ignore_errors=True)
    data = DATA_DIR / "site"
    data.mkdir(parents=True)
    site = DemoSite(data)
    site.prepare()
    subprocess.run([sys.executable, "-m", "whitenoise.compress", "--quiet", data / "static"], check=True)
    try:
        site.start()
        yield site
    finally:
        site.kill()


def steps(browser, site, paths, chosen):
    """Everything to be done: the measure's name, the pages it is about, and a function that answers by page."""
    for name in (name for name in IN_BROWSER if name in chosen.only):
        for kind, path in paths.items():
            yield name, kind, partial(IN_BROWSER[name], browser, site, kind, path)
    if "lighthouse" in chosen.only:
        for kind, path in paths.items():
            for preset in lighthouse.PRESETS:
                yield preset, kind, partial(lighthouse.score, site.url + path, preset, chosen.runs)


def measure(site, chosen):
    """Figures as `{kind: {measure: {…}}}`, the browser's version, and a sentence for each tool that is missing."""
    paths = {kind: site.addresses[kind] for kind in chosen.pages if site.addresses[kind]}
    found, sentences = {kind: {} for kind in paths}, set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.installed(), args=["--disable-gpu"])
        for name, kind, step in tqdm(list(steps(browser, site, paths, chosen)), unit="phép đo"):
            with told(sentences):
                found[kind][name] = step()
        chromium_version = browser.version
        browser.close()
    if "html" in chosen.only:
        with told(sentences):
            for kind, messages in html.check(site, paths).items():
                found[kind]["html"] = {"complaints": messages}
    return found, chromium_version, sentences


@contextmanager
def told(sentences):
    """Go on without a tool that is missing, and say so once."""
    try:
        yield
    except Missing as missing:
        if str(missing) not in sentences:
            tqdm.write(str(missing))
        sentences.add(str(missing))


def main():
    chosen = options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the site is stopped however this ends
    if chromium.installed() is None:
        sys.exit(chromium.ADVICE)
    with demo_site() as site:
        found, chromium_version, sentences = measure(site, chosen)
        missing = [kind for kind in chosen.pages if not site.addresses[kind]]
    RESULTS.write_text(json.dumps({"pages": found, "missing": missing}, ensure_ascii=False, indent=1))
    text = report.text(found, missing, sentences, report.about(chromium_version, chosen.runs))
    if chosen.only == MEASURES and chosen.pages == NAMES:
        report.write(text)
        print(f"Đã ghi kết quả vào {report.DOCUMENT.name}; số liệu đầy đủ ở {RESULTS}.")
    else:
        print(text)
    if "screenshots" in chosen.only:
        print(f"Ảnh chụp các trang ở {SCREENSHOTS}.")


if __name__ == "__main__":
    main()
