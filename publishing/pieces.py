"""Pieces of a page that can be left out: a row that cannot be drawn costs itself, never the page.

A database that does not answer is another matter: then the whole page fails, and an older one stands in for it.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.db import DatabaseError, InterfaceError

T = TypeVar("T")
R = TypeVar("R")

MAX_REMEMBERED = 1000  # faults that were logged; then the oldest may be logged again
logger = logging.getLogger(__name__)
_logged: dict[str, None] = {}  # in the order in which they came


def piece_or(instead: R, draw: Callable[[], R], name: str) -> R:
    """What `draw` answers; where it fails `instead`, and the fault in the log, once for each `name`."""
    try:
        return draw()
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        if name not in _logged:
            _logged[name] = None
            logger.exception("Left out of a page, for it cannot be drawn: %s", name)
            if len(_logged) > MAX_REMEMBERED:
                _logged.pop(next(iter(_logged)), None)
        return instead


def drawn(draw: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
    """What `draw` makes of each thing, without those of which it can make nothing."""
    for thing in things:
        yield from piece_or([], lambda thing=thing: [draw(thing)], name_of(thing))


def name_of(thing: object) -> str:
    """A row by model and key, which says nothing of what is in it."""
    return f"{thing._meta.label} {thing.pk}" if hasattr(thing, "_meta") else type(thing).__name__
