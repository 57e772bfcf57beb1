"""Pictures we draw: where a page without one is shared (1200x630), and the square cover of a programme's podcast.

They bear our names, the emblem and the title of what is shared.
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
from portal.machines.colours import GOLD, INK, MASTHEAD, ON_MASTHEAD, PAPER, RED_DEEP

WIDTH, HEIGHT = 1200, 630
COVER = 1400  # points of each side: Apple wants 1400 to 3000
EDGE, BAND = 64, 168
FONT = Path(__file__).parent / "fonts" / "BeVietnamPro-Bold.ttf"
TITLE_SIZES = (64, 56, 48, 42, 36)  # the first that fits
LARGEST_EMBLEM = 4_000_000  # pixels; a larger one would take too long, and a star stands for it
DRAWING = 1  # raised when cards are to look different, since their addresses follow from it
KEPT = 128  # of some 30 kB
PATIENCE = 1  # seconds that one waits for its turn

_turn = Lock()


@dataclass(frozen=True)
class Card:
    """Everything that a card shows; `title` is "" on that of the site, `emblem` the name of a stored picture or ""."""

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
        """Names what is shown, so that the address of a card changes with it."""
        return blake2b(repr((DRAWING, astuple(self))).encode(), digest_size=6).hexdigest()


def picture(card: Card) -> bytes | None:
    """The card as a PNG; None when so many are being drawn that its turn does not come within a second.

    One is drawn at a time and the last ones are kept, so that who asks for many takes a part of one core.
    """
    if not _turn.acquire(timeout=PATIENCE):
        return None
    try:
        return _drawn(card)
    finally:
        _turn.release()


@lru_cache(maxsize=KEPT)
def _drawn(card: Card) -> bytes:
    size = (COVER, COVER) if card.is_cover else (WIDTH, HEIGHT)
    sheet = Image.new("RGB", size, PAPER if card.title and not card.is_cover else MASTHEAD)
    if card.is_cover:
        _draw_cover(sheet, card)
    elif card.title:
        _draw_band(sheet, card)
        _draw_title(sheet, card.title, (EDGE, BAND + 48, WIDTH - EDGE, HEIGHT - 40))
    else:
        _draw_names(sheet, card)
    file = io.BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()


def _draw_band(sheet, card):
    pen = ImageDraw.Draw(sheet)
    pen.rectangle([0, 0, WIDTH, BAND], fill=MASTHEAD)
    pen.rectangle([0, BAND, WIDTH, BAND + 8], fill=GOLD)
    _place_emblem(sheet, card.emblem, 104, (EDGE, (BAND - 104) // 2))
    left = EDGE + 104 + 32
    _write(pen, (left, 66), card.organisation.upper(), 28, WIDTH - EDGE - left, anchor="lm")
    _write(pen, (left, 112), card.province.upper(), 38, WIDTH - EDGE - left, anchor="lm")


def _draw_names(sheet, card):
    pen = ImageDraw.Draw(sheet)
    pen.rectangle([0, HEIGHT - 90, WIDTH, HEIGHT], fill=RED_DEEP)
    pen.rectangle([0, HEIGHT - 98, WIDTH, HEIGHT - 90], fill=GOLD)
    _place_emblem(sheet, card.emblem, 220, ((WIDTH - 220) // 2, 62))
    _write(pen, (WIDTH // 2, 350), card.organisation.upper(), 40, WIDTH - 2 * EDGE, anchor="mm")
    _write(pen, (WIDTH // 2, 430), card.province.upper(), 64, WIDTH - 2 * EDGE, anchor="mm")


def _draw_cover(sheet, card):
    """The name stands large, since players show it no wider than a thumb."""
    pen, foot = ImageDraw.Draw(sheet), COVER - 250
    pen.rectangle([0, foot, COVER, COVER], fill=RED_DEEP)
    pen.rectangle([0, foot - 12, COVER, foot], fill=GOLD)
    _place_emblem(sheet, card.emblem, 420, ((COVER - 420) // 2, 110))
    sizes = tuple(3 * size for size in TITLE_SIZES)
    _draw_title(sheet, card.title, (90, 560, COVER - 90, foot - 40), sizes, colour=ON_MASTHEAD, anchor="mm")
    _write(pen, (COVER // 2, foot + 85), card.organisation.upper(), 48, COVER - 180, anchor="mm")
    _write(pen, (COVER // 2, foot + 165), card.province.upper(), 64, COVER - 180, anchor="mm")


def _write(pen, place, text, size, room, *, anchor):
    """One line, made smaller until it fits."""
    font = _font(size)
    while size > 16 and font.getlength(text) > room:
        size -= 2
        font = _font(size)
    pen.text(place, text, font=font, fill=ON_MASTHEAD, anchor=anchor)


def _draw_title(sheet, title, box, sizes=TITLE_SIZES, *, colour=INK, anchor="lm"):
    """In the box (left, top, right, bottom), as large as it fits; cut where it does not fit at all."""
    pen = ImageDraw.Draw(sheet)
    left, top, right, bottom = box
    room = right - left
    for size in sizes:
        font, leading = _font(size), round(size * 1.34)
        lines, most = _lines(title, font, room), (bottom - top) // leading
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], font, room)]
    first = top + (bottom - top - len(lines) * leading) // 2 + leading // 2
    for number, line in enumerate(lines):
        place = (left + room // 2 if anchor == "mm" else left, first + number * leading)
        pen.text(place, line, font=font, fill=colour, anchor=anchor)


def _lines(text, font, room):
    """The text broken between syllables; one too long for a line is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(_shortened(word, font, room) if font.getlength(word) > room else word)
    return [line for line in lines if line]


def _shortened(line, font, room):
    while line and font.getlength(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


@lru_cache
def _font(size):
    return ImageFont.truetype(FONT, size)


def _place_emblem(sheet, name, size, place):
    emblem = _stored_emblem(name) or _star()
    emblem.thumbnail((size, size), Image.Resampling.LANCZOS)
    left, top = place
    sheet.paste(emblem, (left + (size - emblem.width) // 2, top + (size - emblem.height) // 2), emblem)


def _stored_emblem(name):
    """The emblem of the settings; None when there is none, or none that can be read quickly."""
    if not name:
        return None
    try:
        with default_storage.open(name) as file, Image.open(file, formats=["PNG", "JPEG"]) as image:
            return image.convert("RGBA") if image.width * image.height <= LARGEST_EMBLEM else None
    except OSError:
        return None


def _star():
    """A golden star, drawn large and made smaller, so that its edges are smooth."""
    image = Image.new("RGBA", (880, 880))
    turns = [math.pi * step / 5 - math.pi / 2 for step in range(10)]
    radii = [440 if step % 2 == 0 else 168 for step in range(10)]
    corners = [(440 + r * math.cos(turn), 462 + r * math.sin(turn)) for turn, r in zip(turns, radii, strict=True)]
    ImageDraw.Draw(image).polygon(corners, fill=GOLD)
    return image
