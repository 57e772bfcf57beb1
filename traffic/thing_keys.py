"""The key of a counted thing, without knowledge of articles and videos."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from traffic.models import KIND_LENGTH

ThingKey = tuple[str, int]  # ("article", 51)
SITE_KEY: ThingKey = ("site", 0)  # all pages together
FIGURE_KIND = "site_figure"  # kind of the site's figures: today, this month, ever
FIGURE_KEYS: dict[str, ThingKey] = {"today": (FIGURE_KIND, 1), "month": (FIGURE_KIND, 2), "ever": (FIGURE_KIND, 3)}
KIND_PATTERN = re.compile(rf"[a-z_]{{1,{KIND_LENGTH}}}")


class Counted(Protocol):
    """What can be counted: a saved model that declares `counted_as`, at most 12 small letters."""

    counted_as: str
    pk: int


def thing_key(thing: Counted) -> ThingKey:
    """Return the key of a thing, or raise ValueError for one that has no primary key or too long a kind."""
    if not KIND_PATTERN.fullmatch(thing.counted_as) or thing.pk is None:
        raise ValueError(f"{thing!r} cannot be counted as {thing.counted_as!r} {thing.pk!r}")
    return thing.counted_as, int(thing.pk)


def ids_by_kind(things: Iterable[ThingKey]) -> dict[str, list[int]]:
    """Group keys by kind, which comes first in the indexes."""
    ids = defaultdict(list)
    for kind, thing_id in things:
        ids[kind].append(thing_id)
    return ids
