"""The demo's texts: TOML files in content/, plain to edit, what their entries mean, and the files they name."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

CONTENT = Path(__file__).parent / "content"
PICTURES = Path(__file__).parent / "pictures"  # ours, as is the clip; the code that drew both is in the history
CLIP = Path(__file__).parent / "clip.webm"
CLIP_SECONDS = 20
PLAN = Path(__file__).parent / "plan.pdf"  # printed by a browser, since Pillow cannot typeset a page of Vietnamese text
PLAN_TITLE = "Kế hoạch mẫu tổ chức Ngày hội Đại đoàn kết"
BLOCK_TAGS = ("<h2", "<h3", "<ul", "<ol", "<blockquote", "<table", "<figure", "<div")


def site() -> dict:
    """Settings, categories, authors, sources, tags, links and what each kind of picture shows."""
    return _read(CONTENT / "site.toml")


def description(picture: str) -> str:
    """What the picture in a file of that name shows, for those who cannot see it."""
    return site()["pictures"][picture.partition("-")[0]]


def programmes() -> list[dict]:
    return _read(CONTENT / "programmes.toml")["programme"]


def albums() -> list[dict]:
    """Every album's entry; its pictures name the articles that lead with them."""
    return _read(CONTENT / "albums.toml")["album"]


def pages() -> list[dict]:
    """Every static page's entry with its body in HTML; a page comes after its parent."""
    entries = _read(CONTENT / "pages.toml")["page"]
    return [{**entry, "body": html(entry["body"])} for entry in entries]


def menu() -> list[dict]:
    """The items of the upper level; an item names its target, and has its children in `below`."""
    return _read(CONTENT / "pages.toml")["menu"]


def announcements() -> list[dict]:
    """The announcements, and for how many `days` from loading on."""
    return _read(CONTENT / "pages.toml")["announcement"]


def articles(today: date) -> list[dict]:
    """Every article's entry with its category, its date and its body in HTML; the oldest first."""
    entries = []
    for path in sorted((CONTENT / "articles").glob("*.toml")):
        of_category = _read(path)
        for entry in of_category["article"]:
            on = {"on": day(entry, today), "body": html(entry["body"])}
            entries.append({**entry, **on, "category": of_category["category"]})
    return sorted(entries, key=lambda entry: entry["on"])


def day(entry: dict, today: date) -> date:
    """The day of an entry: so many days ago, or the last date such as 18-11 in the past."""
    if "days_ago" in entry:
        return today - timedelta(days=entry["days_ago"])
    of_month, month = map(int, entry["on_day"].split("-"))
    this_year = today.replace(month=month, day=of_month)
    return this_year if this_year <= today else this_year.replace(year=today.year - 1)


def moment(on: date, number: int) -> datetime:
    """An aware moment in office hours of a day, different for each number; never in the future for a past day."""
    at = timezone.make_aware(datetime.combine(on, time(7, 30))) + timedelta(minutes=number * 47 % 540)
    return at if on > timezone.localdate() else min(at, timezone.now())


def month_before(today: date, months: int) -> date:
    """The first day of the month so many months ago."""
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(years, month + 1, 1)


def html(body: str) -> str:
    """A body in HTML: blocks are separated by blank lines; one without a block tag is a paragraph."""
    blocks = filter(None, (block.strip() for block in body.split("\n\n")))
    return "\n".join(block if block.startswith(BLOCK_TAGS) else f"<p>{block}</p>" for block in blocks)


def _read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))
