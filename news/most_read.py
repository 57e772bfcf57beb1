"""Which articles are read most."""

from django.db.models import OuterRef, Subquery

from news.models import Article
from traffic.statistics import ranking

DAYS = 7
SPARE = 3  # how many times as many are looked at, since some may not be out any more


def most_read(count):
    """The articles read most in the last days, filled up with those read most ever; one query, or two."""
    found = _most_read(count, ranking(Article.counted_as, days=DAYS))
    if len(found) < count:
        found += [article for article in _most_read(count, ranking(Article.counted_as)) if article not in found]
    return found[:count]


def _most_read(count, ranked):
    candidates = ranked.values("thing_id")[: count * SPARE]
    views = ranked.filter(thing_id=OuterRef("pk")).order_by().values("views")
    out = Article.objects.published().for_listing().filter(pk__in=candidates)
    return list(out.annotate(views=Subquery(views)).order_by("-views", "-pk")[:count])
