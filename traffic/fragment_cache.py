"""Fragments that many pages share, cached in the process while the edition lasts: settings, menu, sidebar, footer.

A fragment is cached under the edition that was read before its page was rendered. Nothing is cached where there is no
front door, nor for staff, who want to see their changes at once.
"""

from collections.abc import Callable
from time import time
from typing import Any, TypeVar

from traffic.edition import Edition

T = TypeVar("T")

# In the environ: the Edition a page is rendered under; absent where nothing may be cached
EDITION_KEY = "traffic.edition"

_fragments: dict[str, tuple[Edition, float, Any]] = {}  # as many as templates name


def cached_fragment(environ: dict, name: str, make: Callable[[], T], *, max_age: float = float("inf")) -> T:
    """The fragment of this name, rendered again when the edition has ended or after `max_age` seconds."""
    edition = environ.get(EDITION_KEY)
    if edition is None:
        return make()
    found = _fragments.get(name)
    if found and found[0] is edition and time() < min(found[1], edition.ends_at):
        return found[2]
    part = make()
    _fragments[name] = edition, time() + max_age, part
    return part
