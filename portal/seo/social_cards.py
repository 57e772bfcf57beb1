"""Draws the social card of a page without a picture, and the cover of a podcast; `page_meta` chooses a page's picture.

A card has 1200x630 pixels, a cover is square. They show the site's names, the emblem and the title of the page.
"""

import io
import math
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont

from media_library.renditions import drawable
from portal.seo.colours import GOLD, INK, MASTHEAD, ON_MASTHEAD, PAPER, RED_DEEP

CARD_WIDTH, CARD_HEIGHT = 1200, 630
COVER_SIDE_PIXELS = 1400  # Apple requires 1400 to 3000
MARGIN, BAND_HEIGHT = 64, 168
FONT = Path(__file__).parent / "fonts" / "BeVietnamPro-Bold.ttf"
TITLE_SIZES = (64, 56, 48, 42, 36)  # the first that fits
MAX_EMBLEM_PIXELS = 4_000_000  # a larger one would take too long; a star replaces it
DESIGN_VERSION = 1  # raised when the design changes, since the addresses of cards depend on it
MAX_CACHED_CARDS = 128  # of some 30 kB
DRAW_WAIT_SECONDS = 1  # a request waits so long for the lock

_draw_lock = Lock()


@dataclass(frozen=True)
class Card:
    """Everything that a card shows; `title` is "" for the site's card, `emblem` the name of a stored picture or ""."""

    organisation: str
    province: str
    emblem: str
    title: str = ""
    is_cover: bool = False

    @classmethod
    def of(cls, site, thing=None):
        emblem = site.emblem.file.name if drawable(site.emblem) else ""
        return cls(site.organisation, site.province, emblem, thing.title if thing else "")

    @classmethod
    def cover_of(cls, site, programme):
        return replace(cls.of(site), title=programme.name, is_cover=True)

    @property
    def digest(self) -> str:
        """A digest of what is shown, so that the card's address changes with it."""
        return blake2b(repr((DESIGN_VERSION, astuple(self))).encode(), digest_size=6).hexdigest()


def card_png(card: Card) -> bytes | None:
    """The card as a PNG; None when others are being drawn and it cannot be drawn within a second.

    One card is drawn at a time and the latest are cached, so that a flood of requests uses less than one core.
    """
    if not _draw_lock.acquire(timeout=DRAW_WAIT_SECONDS):
        return None
    try:
        return _cached_png(card)
    finally:
        _draw_lock.release()


@lru_cache(maxsize=MAX_CACHED_CARDS)
def _cached_png(card: Card) -> bytes:
    size = (COVER_SIDE_PIXELS, COVER_SIDE_PIXELS) if card.is_cover else (CARD_WIDTH, CARD_HEIGHT)
    sheet = Image.new("RGB", size, PAPER if card.title and not card.is_cover else MASTHEAD)
    if card.is_cover:
        _draw_cover(sheet, card)
    elif card.title:
        _draw_band(sheet, card)
        _draw_title(sheet, card.title, (MARGIN, BAND_HEIGHT + 48, CARD_WIDTH - MARGIN, CARD_HEIGHT - 40))
    else:
        _draw_names(sheet, card)
    file = io.BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()


def _draw_band(sheet, card):
    pen = ImageDraw.Draw(sheet)
    pen.rectangle([0, 0, CARD_WIDTH, BAND_HEIGHT], fill=MASTHEAD)
    pen.rectangle([0, BAND_HEIGHT, CARD_WIDTH, BAND_HEIGHT + 8], fill=GOLD)
    _place_emblem(sheet, card.emblem, 104, (MARGIN, (BAND_HEIGHT - 104) // 2))
    left = MARGIN + 104 + 32
    _write(pen, (left, 66), card.organisation.upper(), 28, CARD_WIDTH - MARGIN - left, anchor="lm")
    _write(pen, (left, 112), card.province.upper(), 38, CARD_WIDTH - MARGIN - left, anchor="lm")


def _draw_names(sheet, card):
    pen = ImageDraw.Draw(sheet)
    pen.rectangle([0, CARD_HEIGHT - 90, CARD_WIDTH, CARD_HEIGHT], fill=RED_DEEP)
    pen.rectangle([0, CARD_HEIGHT - 98, CARD_WIDTH, CARD_HEIGHT - 90], fill=GOLD)
    _place_emblem(sheet, card.emblem, 220, ((CARD_WIDTH - 220) // 2, 62))
    _write(pen, (CARD_WIDTH // 2, 350), card.organisation.upper(), 40, CARD_WIDTH - 2 * MARGIN, anchor="mm")
    _write(pen, (CARD_WIDTH // 2, 430), card.province.upper(), 64, CARD_WIDTH - 2 * MARGIN, anchor="mm")


def _draw_cover(sheet, card):
    """The name is large, since players show the cover no wider than a thumb."""
    pen, foot = ImageDraw.Draw(sheet), COVER_SIDE_PIXELS - 250
    pen.rectangle([0, foot, COVER_SIDE_PIXELS, COVER_SIDE_PIXELS], fill=RED_DEEP)
    pen.rectangle([0, foot - 12, COVER_SIDE_PIXELS, foot], fill=GOLD)
    _place_emblem(sheet, card.emblem, 420, ((COVER_SIDE_PIXELS - 420) // 2, 110))
    sizes = tuple(3 * size for size in TITLE_SIZES)
    _draw_title(sheet, card.title, (90, 560, COVER_SIDE_PIXELS - 90, foot - 40), sizes, colour=ON_MASTHEAD, anchor="mm")
    _write(
        pen, (COVER_SIDE_PIXELS // 2, foot + 85), card.organisation.upper(), 48, COVER_SIDE_PIXELS - 180, anchor="mm"
    )
    _write(pen, (COVER_SIDE_PIXELS // 2, foot + 165), card.province.upper(), 64, COVER_SIDE_PIXELS - 180, anchor="mm")


def _write(pen, place, text, size, room, *, anchor):
    """Write one line, in a smaller size until it fits."""
    font = _font(size)
    while size > 16 and font.getlength(text) > room:
        size -= 2
        font = _font(size)
    pen.text(place, text, font=font, fill=ON_MASTHEAD, anchor=anchor)


def _draw_title(sheet, title, box, sizes=TITLE_SIZES, *, colour=INK, anchor="lm"):
    """In the box (left, top, right, bottom), as large as it fits; truncated where it does not fit at all."""
    pen = ImageDraw.Draw(sheet)
    left, top, right, bottom = box
    room = right - left
    for size in sizes:
        font, leading = _font(size), round(size * 1.34)
        lines, most = _wrap(title, font, room), (bottom - top) // leading
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], _truncate(lines[most - 1], font, room)]
    first = top + (bottom - top - len(lines) * leading) // 2 + leading // 2
    for number, line in enumerate(lines):
        place = (left + room // 2 if anchor == "mm" else left, first + number * leading)
        pen.text(place, line, font=font, fill=colour, anchor=anchor)


def _wrap(text, font, room):
    """Wrap the text between syllables; one too long for a line is truncated."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(_truncate(word, font, room) if font.getlength(word) > room else word)
    return [line for line in lines if line]


def _truncate(line, font, room):
    while line and font.getlength(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


@lru_cache
def _font(size):
    return ImageFont.truetype(FONT, size)


def _place_emblem(sheet, name, size, place):
    emblem = _stored_emblem(name) or _draw_star()
    emblem.thumbnail((size, size), Image.Resampling.LANCZOS)
    left, top = place
    sheet.paste(emblem, (left + (size - emblem.width) // 2, top + (size - emblem.height) // 2), emblem)


def _stored_emblem(name):
    """The emblem of the settings; None when there is none, or it is too large to read quickly."""
    if not name:
        return None
    try:
        with default_storage.open(name) as file, Image.open(file, formats=["PNG", "JPEG"]) as image:
            return image.convert("RGBA") if image.width * image.height <= MAX_EMBLEM_PIXELS else None
    except OSError:
        return None


def _draw_star():
    """A golden star, drawn large and scaled down, so that its edges are smooth."""
    image = Image.new("RGBA", (880, 880))
    turns = [math.pi * step / 5 - math.pi / 2 for step in range(10)]
    radii = [440 if step % 2 == 0 else 168 for step in range(10)]
    corners = [(440 + r * math.cos(turn), 462 + r * math.sin(turn)) for turn, r in zip(turns, radii, strict=True)]
    ImageDraw.Draw(image).polygon(corners, fill=GOLD)
    return image
