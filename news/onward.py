"""Where a reader goes on from an article."""

from collections import Counter

from django.db.models import OuterRef, Subquery

from news.models import Article

RELATED = 5
MOST_CHOSEN = 20  # of what staff chose, more than they ever will
MOST_TAGS = 6  # of an article that carries more, the first in alphabetical order are asked
LOOKED_AT = 20  # the latest written of a tag, whose newest may be related


def onward(article, tags):
    """What an article leads on to, by one query: {"related": [...], "newer": article or None, "older": ...}.

    Related is what staff chose; else what shares most tags with it, then its category, always the newest first. Newer
    and older are its neighbours in the category. Of each tag and of the category only the newest few are looked at.
    """
    out, key = Article.objects.published(), (article.publish_at, article.pk)
    beside, others = out.filter(category=article.category_id), out.exclude(pk=article.pk)
    parts = [
        ("chosen", others.filter(related_from=article)[:MOST_CHOSEN]),
        *(("tag", others.filter(pk__in=_latest_of(tag)).newest_first()[:RELATED]) for tag in tags[:MOST_TAGS]),
        ("category", beside.exclude(pk=article.pk).newest_first()[:RELATED]),
        ("newer", beside.newer_than(*key).oldest_first()[:1]),
        ("older", beside.older_than(*key).newest_first()[:1]),
    ]
    found = list(Article.objects.for_listing().annotate(place=_place(article)).in_parts(parts))
    return {
        "related": _related(found),
        **{name: next((one for one in found if one.part == name), None) for name in ("newer", "older")},
    }


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
