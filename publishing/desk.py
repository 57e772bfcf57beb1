"""What lies on the desk for somebody: the worklists of the admin's front page, over every kind of published thing.

Each list is short, and asks a fixed number of queries for each kind however much there is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from django.urls import reverse

from publishing import revisions, trash
from publishing.models import Event, Publishable, State
from publishing.workflow import MOVES, open_moves

SHOWN = 8
COMING = 200  # of what is to come, and of what lies in the trash
LOOKED_THROUGH = 100  # of what waits, the longest waiting; what others have to decide on is passed over


def kinds_seen_by(user):
    """The models of published things that this user may see in the admin."""
    models = [model for model in apps.get_models() if issubclass(model, Publishable)]
    return [model for model in models if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")]


def drafts_of(user):
    """Texts not handed in yet that this user began, those last worked on first; `returned` says why one came back."""
    drafts = [revisions.with_writers(things.in_states(State.DRAFT)) for things in _things_seen_by(user)]
    return _with_reasons(_first([things.filter(first_writer_id=user.pk) for things in drafts], "-worked_on_at"))


def _with_reasons(things):
    for model in {type(thing) for thing in things}:
        mine = {thing.pk: thing for thing in things if type(thing) is model}
        events = Event.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=mine)
        latest = events.order_by().values("object_id").annotate(latest=Max("pk")).values("latest")
        for event in Event.objects.filter(pk__in=latest, name="return"):
            mine[event.object_id].returned = event
    return things


def waiting_for(user, move):
    """Texts on which this user may make this move now, those that have waited longest first."""
    waiting = [revisions.with_writers(things.in_states(*MOVES[move].origins)) for things in _things_seen_by(user)]
    longest = revisions.attach_open(_first(waiting, "worked_on_at", limit=LOOKED_THROUGH))
    return [thing for thing in longest if move in open_moves(thing, user)][:SHOWN]


def scheduled(user):
    """What the clock will bring out, the next first."""
    return _first([things.scheduled() for things in _things_seen_by(user)], "publish_at")


def lately_published(user):
    """What readers have now, the newest first."""
    return _first([things.published() for things in _things_seen_by(user)], "-publish_at")


def coming(user):
    """What the clock will bring out and take down, as `(moment, thing, whether it goes out)`, the next first."""
    found = []
    for things in _things_seen_by(user):
        going_out = things.scheduled().order_by("publish_at")[:COMING]
        coming_down = things.coming_down().order_by("unpublish_at")[:COMING]
        found += [(thing.publish_at, thing, True) for thing in going_out]
        found += [(thing.unpublish_at, thing, False) for thing in coming_down]
    return sorted(found, key=lambda one: (one[0], one[1].pk))[:COMING]


def trashed(user):
    """What was thrown away and can still be taken back, the latest first."""
    kinds = [things.trashed(since=trash.oldest_kept()) for things in _things_seen_by(user)]
    return _first(kinds, "-trashed_at", limit=COMING)


def address(thing):
    """The path of its form in the admin."""
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


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
