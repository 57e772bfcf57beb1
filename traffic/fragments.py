"""What many pages share, kept in the process while the edition lasts: settings, menu, sidebar, footer.

A part is kept under the edition that was read before its page was rendered. Where no front door stands, and for staff,
who want to see at once what they have changed, nothing is kept.
"""

from collections.abc import Callable
from time import time
from typing import Any, TypeVar

from traffic.edition import Edition

T = TypeVar("T")

EDITION = "traffic.edition"  # in the environ: the Edition a page is rendered under; absent where nothing may be kept

_kept: dict[str, tuple[Edition, float, Any]] = {}  # as many as templates name


def kept(environ: dict, name: str, make: Callable[[], T], *, max_age: float = float("inf")) -> T:
    """The part of this name, made anew when the edition has ended or after `max_age` seconds."""
    edition = environ.get(EDITION)
    if edition is None:
        return make()
    found = _kept.get(name)
    if found and found[0] is edition and time() < min(found[1], edition.ends_at):
        return found[2]
    part = make()
    _kept[name] = edition, time() + max_age, part
    return part
