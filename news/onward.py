"""Where a reader goes on from an article."""

from collections import Counter
from functools import cache

from django.db.models import BigIntegerField, DateTimeField, OuterRef, Subquery
from django.utils import timezone

from news.models import Article
from publishing.prepared import Given, Prepared

RELATED = 5
MOST_CHOSEN = 20  # of what staff chose, more than they ever will
MOST_TAGS = 6  # of an article that carries more, the first in alphabetical order are asked
LOOKED_AT = 20  # the latest written of a tag, whose newest may be related


def onward(article, tags):
    """What an article leads on to, by one query: {"related": [...], "newer": article or None, "older": ...}.

    Related is what staff chose; else what shares most tags with it, then its category, always the newest first. Newer
    and older are its neighbours in the category. Of each tag and of the category only the newest few are looked at.
    They have what a headline prints.
    """
    asked = {f"tag_{place}": tag.pk for place, tag in enumerate(tags[:MOST_TAGS])}
    found = _query(len(asked)).rows(
        now=timezone.now(), pk=article.pk, category=article.category_id, publish_at=article.publish_at, **asked
    )
    return {
        "related": _related(found),
        **{name: next((one for one in found if one.part == name), None) for name in ("newer", "older")},
    }


@cache
def _query(tags):
    """The query for an article of so many tags."""
    pk, key = _number("pk"), (Given("publish_at", DateTimeField()), _number("pk"))
    out = Article.objects.published(at=Given("now", DateTimeField()))
    beside, others = out.filter(category=_number("category")), out.exclude(pk=pk)
    latest = [_latest_of(_number(f"tag_{place}")) for place in range(tags)]
    parts = [
        ("chosen", others.filter(related_from=pk)[:MOST_CHOSEN]),
        *(("tag", others.filter(pk__in=articles).newest_first()[:RELATED]) for articles in latest),
        ("category", beside.exclude(pk=pk).newest_first()[:RELATED]),
        ("newer", beside.newer_than(*key).oldest_first()[:1]),
        ("older", beside.older_than(*key).newest_first()[:1]),
    ]
    found = Article.objects.only("title", "slug", "publish_at").annotate(place=_place(pk)).in_parts(parts)
    return Prepared(found)


def _number(name):
    return Given(name, BigIntegerField())


def _latest_of(tag):
    """By their numbers: an index of the link rows knows these, not the dates of articles."""
    links = Article.tags.through.objects.filter(tag=tag).order_by("-article_id")
    return links.values("article_id")[:LOOKED_AT]


def _place(article):
    """Where staff put the article among those related to this one."""
    links = Article.related.through.objects.filter(from_article=article, to_article=OuterRef("pk"))
    return Subquery(links.values("pk")[:1])


def _related(found):
    chosen = [one for one in found if one.part == "chosen"]
    if chosen:
        return sorted(chosen, key=lambda one: one.place)
    shared = Counter(one for one in found if one.part == "tag")
    near = {one for one in found if one.part in {"tag", "category"}}
    return sorted(near, key=lambda one: (shared[one], one.publish_at, one.pk), reverse=True)[:RELATED]
