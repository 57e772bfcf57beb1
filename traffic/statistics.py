"""What the tables of views tell: numbers for lists, the most read, and the base an import brings."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TypeVar

from django.db.models import F, QuerySet, Subquery, Sum
from django.utils import timezone

from traffic.models import DailyViews, ViewTotal
from traffic.things import FIGURE, FIGURES, SITE, Counted, Thing, ids_by_kind, name_of

CountedThing = TypeVar("CountedThing", bound=Counted)


def set_base(thing: Counted, views: int) -> None:
    """Let a thing begin with the views it had on the old site; those counted here stay."""
    kind, thing_id = name_of(thing)
    ViewTotal.objects.update_or_create(kind=kind, thing_id=thing_id, defaults={"base": views})


def numbers(things: Iterable[Thing]) -> dict[Thing, int]:
    """The views of things by their names, one query for each kind; 0 for what was never read."""
    found = dict.fromkeys(things, 0)
    if any(kind == FIGURE for kind, _ in found):
        found |= site_figures()
    for kind, of_kind in ids_by_kind(thing for thing in found if thing[0] != FIGURE).items():
        rows = ViewTotal.objects.filter(kind=kind, thing_id__in=of_kind).values_list("thing_id", F("base") + F("total"))
        found.update({(kind, thing_id): views for thing_id, views in rows})
    return found


def site_figures() -> dict[Thing, int]:
    """How often any page was read today, this month and ever, as one statement sees it."""
    today, (kind, thing_id) = timezone.localdate(), SITE
    days = DailyViews.objects.filter(kind=kind, thing_id=thing_id).order_by().values("kind")
    since = [days.filter(day__gte=day).values(views=Sum("count")) for day in (today, today.replace(day=1))]
    total = ViewTotal.objects.filter(kind=kind, thing_id=thing_id)
    found = total.values_list(*map(Subquery, since), F("base") + F("total")).first() or (0, 0, 0)
    return {FIGURES[period]: views or 0 for period, views in zip(("today", "month", "ever"), found, strict=True)}


def read_before() -> dict[Thing, int]:
    """What to take from the views ever counted to get each of the `site_figures`: all that came before."""
    figures = site_figures()
    return {thing: figures[FIGURES["ever"]] - views for thing, views in figures.items()}


def totals(things: Iterable[CountedThing]) -> dict[CountedThing, int]:
    """The views of some models, for the lists of the admin."""
    names = {thing: name_of(thing) for thing in things}
    found = numbers(names.values())
    return {thing: found[name] for thing, name in names.items()}


def ranking(kind: str, *, days: int | None = None) -> QuerySet:
    """Things as (`thing_id`, `views`), first the most read; in the last so many local days with today, or ever.

    Knows nothing of what is still out: that is for who shows them.
    """
    if days is None:
        rows = ViewTotal.objects.filter(kind=kind).values("thing_id")
        return rows.annotate(views=F("base") + F("total")).order_by((F("base") + F("total")).desc())
    last_days = [timezone.localdate() - timedelta(days=ago) for ago in range(days)]  # named, so that one thing is found
    rows = DailyViews.objects.filter(kind=kind, day__in=last_days).values("thing_id")
    return rows.annotate(views=Sum("count")).order_by("-views", "-thing_id")
