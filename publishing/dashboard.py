"""The worklists of the desk, over every kind of published thing: on its front page, and as a filter of each list.

Each list is limited in rows, and takes a fixed number of queries for each kind.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import partial
from operator import attrgetter

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from publishing import revisions, trash, workflow
from publishing.models import PUBLIC_STATES, Event, Publishable, State
from publishing.workflow import refusal_reason

MAX_WORKLIST_ROWS = 8
MAX_COUNTED = 50  # of a kind in a list; more are “hơn 50”
MAX_UPCOMING_ROWS = 200  # of the scheduled things, and of those in the trash
MAX_WAITING_ROWS = 100  # of a kind, the longest waiting first; those that others must decide on are skipped


def kinds_visible_to(user):
    """The models of published things that this user may see in the admin."""
    models = [model for model in apps.get_models() if issubclass(model, Publishable)]
    return [model for model in models if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")]


# Rows of the lists: each function gets a QuerySet of one kind and a user


def drafts(things, user):
    """Texts not submitted yet that this user began, without those that were returned."""
    return _own_drafts(things, user).exclude(last_move="return")


def returned(things, user):
    """Texts that this user began and that came back, until they are submitted again."""
    return _own_drafts(things, user).filter(last_move="return")


def _own_drafts(things, user):
    saved = revisions.saved_by(things.in_states(State.DRAFT), user.pk)
    return _with_last_move(revisions.with_first_writer(saved)).filter(first_writer_id=user.pk)


def sent(things, user):
    """Texts that this user has sent for review or began, and that are neither back nor published."""
    on_their_way = [state for state in workflow.STATES if state not in {State.DRAFT, *PUBLIC_STATES}]
    under_way = workflow.with_sender(revisions.with_first_writer(things.in_states(*on_their_way)))
    return under_way.filter(Q(sent_by_id=user.pk) | Q(first_writer_id=user.pk))


def waiting(things, user, *, move):
    """Texts on which this user may make this move now."""
    longest = things.in_states(*workflow.MOVES[move].origins).order_by("worked_on_at", "pk")[:MAX_WAITING_ROWS]
    longest = revisions.attach_open_revisions(list(longest))
    workflow.attach_writers(longest)
    open_to_user = [thing.pk for thing in longest if not refusal_reason(move, thing, user)]
    return things.filter(pk__in=open_to_user) if open_to_user else things.none()


def today(things, user):
    """What is going to be published before midnight."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.max))
    return things.scheduled().filter(publish_at__lte=midnight)


def scheduled(things, user):
    """What is going to be published."""
    return things.scheduled()


def own_published(things, user):
    """What readers have of what this user has written."""
    return revisions.written_by(things.published(), user.pk)


def published(things, user):
    """What is public now."""
    return things.published()


@dataclass(frozen=True)
class Worklist:
    """A list of the desk: `rows` narrows a QuerySet of a kind for a user, `order` sorts it, the latest first by "-".

    With `move` it is shown only to users who may make that move on something. With `tells_last_move` each thing gets
    its last `Event` of the workflow as `moved`; with `has_views` the number of its views is shown. `counts` are set
    for a user: `(Options of a model, number, whether there are more)`.
    """

    name: str
    title: str
    order: str
    rows: Callable
    move: str = ""
    tells_last_move: bool = False
    has_views: bool = False
    counts: tuple = ()


def all_worklists():
    """The lists of the desk, whoever looks: what waits in each state, what one has in work, what is out."""
    rows = [(state, row.move_name, row.worklist) for state, row in workflow.STATES.items() if row.worklist]
    first = workflow.first_move()
    return [
        *(Worklist(f"to-{move}", title, "worked_on_at", partial(waiting, move=move), move) for _, move, title in rows),
        Worklist("returned", "Bị trả lại", "-worked_on_at", returned, first, tells_last_move=True),
        Worklist("drafts", "Bản nháp của tôi", "-worked_on_at", drafts, first),
        Worklist("sent", "Tôi đã gửi", "worked_on_at", sent, first, tells_last_move=True),
        Worklist("today", "Lên trang hôm nay", "publish_at", today),
        Worklist("scheduled", "Sắp lên trang", "publish_at", scheduled),
        Worklist("mine", "Của tôi, bạn đọc đang thấy", "-publish_at", own_published, first, has_views=True),
        Worklist("published", "Mới đăng", "-publish_at", published),
    ]


def worklists_of(user):
    """The lists that fit this user's permissions, by their names; none for a user who may see no content."""
    if not kinds_visible_to(user):
        return {}
    return {each.name: each for each in all_worklists() if not each.move or _may_make(each.move, user)}


def worklists(user):
    """The same as pairs of a list with its `counts` and its first things."""
    return [_filled(each, user) for each in worklists_of(user).values()]


def _may_make(move, user):
    return user.has_perm(
        f"publishing.{workflow.MOVES[move].permission or workflow.STATES[State.DRAFT].edit_permission}"
    )


def _filled(worklist, user):
    by_kind = [
        (things.model._meta, _sorted(worklist.rows(things, user), worklist.order, MAX_COUNTED + 1))
        for things in _things_visible_to(user)
    ]
    counts = tuple((opts, min(len(found), MAX_COUNTED), len(found) > MAX_COUNTED) for opts, found in by_kind if found)
    things = _merge([found for _, found in by_kind], worklist.order, MAX_WORKLIST_ROWS)
    if worklist.tells_last_move:
        _attach_last_moves(things)
        for thing in things:
            thing.may_recall = not refusal_reason("recall", thing, user)
    return replace(worklist, counts=counts), things


# What was done last with each


def _last_moves(model):
    kind = ContentType.objects.get_for_model(model)
    return Event.objects.filter(content_type=kind, name__in=[*workflow.MOVES, "unapprove"])


def _with_last_move(things):
    """Annotate a QuerySet with `last_move`, the name of the last move of each, without a query for each thing."""
    moves = _last_moves(things.model).filter(object_id=OuterRef("pk")).order_by("-pk")
    return things.annotate(last_move=Coalesce(Subquery(moves.values("name")[:1]), Value("")))


def _attach_last_moves(things):
    for model in {type(thing) for thing in things}:
        of_kind = {thing.pk: thing for thing in things if type(thing) is model}
        moves = _last_moves(model).filter(object_id__in=of_kind)
        latest = moves.order_by().values("object_id").annotate(latest=Max("pk")).values("latest")
        for event in Event.objects.filter(pk__in=latest):
            of_kind[event.object_id].moved = event


# Pages of their own


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
    rows = [_sorted(things, "-trashed_at", MAX_UPCOMING_ROWS) for things in kinds]
    return _merge(rows, "-trashed_at", MAX_UPCOMING_ROWS)


def address(thing, page="change"):
    """The path of its form in the admin, or of another page there that is about it alone."""
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{page}", args=[thing.pk])


def _things_visible_to(user):
    return [model.objects.for_listing() for model in kinds_visible_to(user)]


def _sorted(things, order, limit):
    """The first rows of a QuerySet in that order."""
    return list(things.order_by(order, "-pk" if order.startswith("-") else "pk")[:limit])


def _merge(lists, order, limit):
    """The first of several sorted lists merged in that order."""
    found = [thing for things in lists for thing in things]
    return sorted(found, key=attrgetter(order.lstrip("-")), reverse=order.startswith("-"))[:limit]
