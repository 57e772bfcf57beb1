"""Error isolation: a row that raises while it is rendered is left out of the page and logged once.

A database error is raised: then the whole page fails, and an older, cached one is sent in its place.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.db import DatabaseError, InterfaceError

T = TypeVar("T")
R = TypeVar("R")

MAX_LOGGED_NAMES = 1000  # names of logged errors; above it, the oldest may be logged again
logger = logging.getLogger(__name__)
_logged: dict[str, None] = {}  # in order of insertion


def result_or_default(default: R, render: Callable[[], R], name: str) -> R:
    """The result of `render`; where it raises, `default`, and the error is logged, once for each `name`."""
    try:
        return render()
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        if name not in _logged:
            _logged[name] = None
            logger.exception("Left out of a page, for it cannot be drawn: %s", name)
            if len(_logged) > MAX_LOGGED_NAMES:
                _logged.pop(next(iter(_logged)), None)
        return default


def skip_failing(render: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
    """The result of `render` for each thing, without those for which it raises."""
    for thing in things:
        yield from result_or_default([], lambda thing=thing: [render(thing)], row_label(thing))


def row_label(thing: object) -> str:
    """A row's model and primary key, without any of its content."""
    return f"{thing._meta.label} {thing.pk}" if hasattr(thing, "_meta") else type(thing).__name__
