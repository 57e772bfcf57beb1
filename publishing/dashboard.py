"""The worklists on the front page of the admin, over every kind of published thing.

Each list is limited in rows, and takes a fixed number of queries for each kind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from django.urls import reverse

from publishing import revisions, trash, workflow
from publishing.models import Event, Publishable, State
from publishing.workflow import open_moves

MAX_WORKLIST_ROWS = 8
MAX_UPCOMING_ROWS = 200  # of the scheduled things, and of those in the trash
MAX_WAITING_ROWS = 100  # read of what waits, the longest waiting first; those that others must decide on are skipped


def kinds_visible_to(user):
    """The models of published things that this user may see in the admin."""
    models = [model for model in apps.get_models() if issubclass(model, Publishable)]
    return [model for model in models if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")]


def drafts_of(user):
    """Texts not submitted yet that this user began, the last edited first; `returned` says why one was returned."""
    drafts = [revisions.with_first_writer(things.in_states(State.DRAFT)) for things in _things_visible_to(user)]
    return _attach_return_events(
        _merge_sorted([things.filter(first_writer_id=user.pk) for things in drafts], "-worked_on_at")
    )


def _attach_return_events(things):
    for model in {type(thing) for thing in things}:
        mine = {thing.pk: thing for thing in things if type(thing) is model}
        events = Event.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=mine)
        latest = events.order_by().values("object_id").annotate(latest=Max("pk")).values("latest")
        for event in Event.objects.filter(pk__in=latest, name="return"):
            mine[event.object_id].returned = event
    return things


def waiting_for(user, move):
    """Texts on which this user may make this move now, those that have waited longest first."""
    waiting = [things.in_states(*workflow.MOVES[move].origins) for things in _things_visible_to(user)]
    longest = revisions.attach_open_revisions(_merge_sorted(waiting, "worked_on_at", limit=MAX_WAITING_ROWS))
    workflow.attach_writers(longest)
    return [thing for thing in longest if move in open_moves(thing, user)][:MAX_WORKLIST_ROWS]


def scheduled(user):
    """What is going to be published, the next first."""
    return _merge_sorted([things.scheduled() for things in _things_visible_to(user)], "publish_at")


def recently_published(user):
    """What is public now, the newest first."""
    return _merge_sorted([things.published() for things in _things_visible_to(user)], "-publish_at")


def upcoming(user):
    """What is going to be published or taken down, as `(moment, thing, is published)`, the next first."""
    found = []
    for things in _things_visible_to(user):
        going_out = things.scheduled().order_by("publish_at")[:MAX_UPCOMING_ROWS]
        coming_down = things.coming_down().order_by("unpublish_at")[:MAX_UPCOMING_ROWS]
        found += [(thing.publish_at, thing, True) for thing in going_out]
        found += [(thing.unpublish_at, thing, False) for thing in coming_down]
    return sorted(found, key=lambda one: (one[0], one[1].pk))[:MAX_UPCOMING_ROWS]


def trashed(user):
    """What is in the trash and can still be restored, the latest first."""
    kinds = [things.trashed(since=trash.retention_start()) for things in _things_visible_to(user)]
    return _merge_sorted(kinds, "-trashed_at", limit=MAX_UPCOMING_ROWS)


def address(thing):
    """The path of its form in the admin."""
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


@dataclass(frozen=True)
class Worklist:
    """A list of the front page: `state` filters the changelists linked from it, `empty_text` is shown when it is empty.

    With `move` it is shown only to users who may make that move on something.
    """

    name: str
    title: str
    state: State
    empty_text: str
    things_for: Callable
    move: str = ""


def all_worklists():
    """The lists of the front page, whoever looks: drafts, what waits in each state for a move, what is out."""
    waiting = [(state, row.move_name, row.worklist) for state, row in workflow.STATES.items() if row.worklist]
    return [
        Worklist("drafts", "Bản nháp của tôi", State.DRAFT, "Không còn bản nháp nào.", drafts_of, "submit"),
        *(
            Worklist(f"to-{move}", title, state, "Không có gì đang chờ.", partial(waiting_for, move=move), move)
            for state, move, title in waiting
        ),
        Worklist("scheduled", "Sắp lên trang", State.PUBLISHED, "Chưa hẹn giờ đăng gì.", scheduled),
        Worklist("published", "Mới đăng", State.PUBLISHED, "Chưa đăng gì.", recently_published),
    ]


def worklists(user):
    """The lists that fit this user's permissions, each with its things; none for a user who may see no content."""
    if not kinds_visible_to(user):
        return []
    own = [each for each in all_worklists() if not each.move or _may_make(each.move, user)]
    return [(each, each.things_for(user)) for each in own]


def _may_make(move, user):
    return user.has_perm(f"publishing.{workflow.MOVES[move].permission}")


def _things_visible_to(user):
    return [model.objects.for_listing() for model in kinds_visible_to(user)]


def _merge_sorted(kinds, order, *, limit=MAX_WORKLIST_ROWS):
    """The first rows of several QuerySets merged in that order; of each at most `limit` are read."""
    field, backwards = order.lstrip("-"), order.startswith("-")
    tie = "-pk" if backwards else "pk"
    found = [thing for things in kinds for thing in things.order_by(order, tie)[:limit]]
    return sorted(found, key=attrgetter(field), reverse=backwards)[:limit]
