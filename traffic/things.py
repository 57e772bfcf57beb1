"""How a counted thing is named where nothing is known of articles and videos."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from traffic.models import KIND_LENGTH

Thing = tuple[str, int]  # ("article", 51)
SITE: Thing = ("site", 0)  # every page that is read
FIGURE = "site_figure"  # kind of what is shown of it: today, this month, ever
FIGURES: dict[str, Thing] = {"today": (FIGURE, 1), "month": (FIGURE, 2), "ever": (FIGURE, 3)}
KIND = re.compile(rf"[a-z_]{{1,{KIND_LENGTH}}}")


class Counted(Protocol):
    """What can be counted: a saved model that declares `counted_as`, at most 12 small letters."""

    counted_as: str
    pk: int


def name_of(thing: Counted) -> Thing:
    """Return the name of a thing, or raise ValueError for one that has no number or too long a kind."""
    if not KIND.fullmatch(thing.counted_as) or not thing.pk:
        raise ValueError(f"{thing!r} cannot be counted as {thing.counted_as!r} {thing.pk!r}")
    return thing.counted_as, int(thing.pk)


def ids_by_kind(things: Iterable[Thing]) -> dict[str, list[int]]:
    """Sort names by kind, as the indexes are."""
    ids = defaultdict(list)
    for kind, thing_id in things:
        ids[kind].append(thing_id)
    return ids
