"""What lies on the desk for somebody: the worklists of the admin's front page, over every kind of published thing.

Each list is short, and asks a fixed number of queries for each kind however much there is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from django.apps import apps

from publishing import revisions
from publishing.models import Publishable, State
from publishing.workflow import MOVES, open_moves

SHOWN = 8
LOOKED_THROUGH = 100  # of what waits, the longest waiting; what others have to decide on is passed over


def kinds_seen_by(user):
    """The models of published things that this user may see in the admin."""
    models = [model for model in apps.get_models() if issubclass(model, Publishable)]
    return [model for model in models if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")]


def drafts_of(user):
    """Texts not handed in yet that this user began, those last worked on first."""
    drafts = [revisions.with_writers(things.in_states(State.DRAFT)) for things in _things_seen_by(user)]
    return _first([things.filter(first_writer_id=user.pk) for things in drafts], "-updated_at")


def waiting_for(user, move):
    """Texts on which this user may make this move now, those that have waited longest first."""
    waiting = [revisions.with_writers(things.in_states(*MOVES[move].origins)) for things in _things_seen_by(user)]
    longest = _first(waiting, "updated_at", limit=LOOKED_THROUGH)
    return [thing for thing in longest if move in open_moves(thing, user)][:SHOWN]


def scheduled(user):
    """What the clock will bring out, the next first."""
    return _first([things.scheduled() for things in _things_seen_by(user)], "publish_at")


def lately_published(user):
    """What readers have now, the newest first."""
    return _first([things.published() for things in _things_seen_by(user)], "-publish_at")


@dataclass(frozen=True)
class Worklist:
    """A list of the front page: `state` is what the admin's whole lists show of it, `nothing` what it says when empty.

    With `move` it is for those alone who may make that move on something.
    """

    name: str
    title: str
    state: State
    nothing: str
    things_for: Callable
    move: str = ""


WORKLISTS = [
    Worklist("drafts", "Bản nháp của tôi", State.DRAFT, "Không còn bản nháp nào.", drafts_of, "submit"),
    Worklist(
        "to-approve",
        "Chờ tôi duyệt",
        State.IN_REVIEW,
        "Không có gì đang chờ.",
        partial(waiting_for, move="approve"),
        "approve",
    ),
    Worklist(
        "to-publish",
        "Chờ tôi đăng",
        State.APPROVED,
        "Không có gì đang chờ.",
        partial(waiting_for, move="publish"),
        "publish",
    ),
    Worklist("scheduled", "Sắp lên trang", State.PUBLISHED, "Chưa hẹn giờ đăng gì.", scheduled),
    Worklist("published", "Mới đăng", State.PUBLISHED, "Chưa đăng gì.", lately_published),
]


def worklists(user):
    """The lists that this user's rights give a meaning, each with its things; none for who sees no content."""
    if not kinds_seen_by(user):
        return []
    own = [each for each in WORKLISTS if not each.move or user.has_perm(f"publishing.{MOVES[each.move].permission}")]
    return [(each, each.things_for(user)) for each in own]


def _things_seen_by(user):
    return [model.objects.for_listing() for model in kinds_seen_by(user)]


def _first(kinds, order, *, limit=SHOWN):
    """The first of several QuerySets together in that order; of each no more is read than can be among them."""
    field, backwards = order.lstrip("-"), order.startswith("-")
    tie = "-pk" if backwards else "pk"
    found = [thing for things in kinds for thing in things.order_by(order, tie)[:limit]]
    return sorted(found, key=attrgetter(field), reverse=backwards)[:limit]
