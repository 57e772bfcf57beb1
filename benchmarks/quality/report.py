"""The results as Markdown, put between the marks in docs/quality.md."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.quality.lighthouse import CATEGORIES, PRESETS
from benchmarks.quality.tools import VERSIONS

DOCUMENT = Path(__file__).parents[2] / "docs" / "quality.md"
BEGIN, END = "<!-- measured by make quality -->", "<!-- end of what was measured -->"
COMPLAINTS_SHOWN = 8  # of one measure on one page; results.json has all


def write(text):
    """Replace the text between the marks."""
    document = DOCUMENT.read_text()
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}")


def text(found, missing, sentences, about):
    """The whole generated part."""
    parts = [about, figures(found), scores(found)]
    if missing:
        parts.append(f"Not there yet, and therefore not measured: {', '.join(missing)}.")
    parts += [*sorted(sentences), complaints(found)]
    return "\n\n".join(part for part in parts if part) + "\n"


def about(chromium_version, runs):
    """When, on what and with what it was measured."""
    used = {"Chromium": chromium_version, "axe-playwright-python": version("axe-playwright-python"), **VERSIONS}
    with_versions = ", ".join(f"{name} {number}" for name, number in used.items())
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{datetime.now(UTC):%d/%m/%Y}, {machine}, {with_versions}. Lighthouse: median of {runs}."


FIGURES = {
    "HTML kB": lambda page: kilobytes(page["weights"]["html"]),
    "CSS + JS kB": lambda page: kilobytes(page["weights"]["css_and_js"]),
    "fonts kB": lambda page: kilobytes(page["weights"]["fonts"]),
    "requests": lambda page: page["weights"]["requests"],
    "foreign hosts": lambda page: len(page["weights"]["foreign"]),
    "shift, parts late": lambda page: page["shifts"]["late"],
    "shift, slow network": lambda page: page["shifts"]["slow"],
    "axe": lambda page: len(page["axe"]["complaints"]),
    "Nu checker": lambda page: len(page["html"]["complaints"]),
    "sticking out": lambda page: len(page["fit"]["complaints"]),
    "out of reach": lambda page: len(page["keyboard"]["complaints"]),
    "lost without JS": lambda page: len(page["scriptless"]["complaints"]),
}


def kilobytes(size):
    return f"{size / 1000:.1f}"


def figures(found):
    """One row a page; a cell is empty where the measure was not taken."""
    return table(["page", *FIGURES], [[kind, *cells(page)] for kind, page in found.items()])


def cells(page):
    for value in FIGURES.values():
        try:
            yield value(page)
        except KeyError:
            yield ""


def scores(found):
    """Lighthouse, a row a page: the four categories, LCP in seconds and CLS, mobile and desktop."""
    header = [f"{preset} {what}" for preset in PRESETS for what in ("/".join(CATEGORIES.values()), "LCP s", "CLS")]
    scored = {kind: page for kind, page in found.items() if page.keys() >= PRESETS.keys()}
    rows = [[kind, *(cell for preset in PRESETS for cell in score(page[preset]))] for kind, page in scored.items()]
    return table(["page", *header], rows) if rows else ""


def score(result):
    return ["/".join(str(result[name]) for name in CATEGORIES), f"{result['lcp'] / 1000:.2f}", result["cls"]]


def table(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def complaints(found):
    """What was found wrong, word for word."""
    lines = []
    for kind, page in found.items():
        for name, result in page.items():
            wrong = result.get("complaints") or result.get("failed") or []
            lines += [f"{kind}, {name}: {' '.join(what.split())}" for what in wrong[:COMPLAINTS_SHOWN]]
            if len(wrong) > COMPLAINTS_SHOWN:
                lines.append(f"{kind}, {name}: and {len(wrong) - COMPLAINTS_SHOWN} more")
    return "\n".join(["```", *lines, "```"]) if lines else ""
