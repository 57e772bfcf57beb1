"""Related articles and the neighbours in the category, by one query."""

from collections import Counter
from functools import cache

from django.db.models import BigIntegerField, DateTimeField, OuterRef, Subquery
from django.utils import timezone

from news.models import Article
from publishing.compiled_query import CompiledQuery, Param

MAX_RELATED_ARTICLES = 5
MAX_CHOSEN_ARTICLES = 20  # of those that staff chose, more than they ever will
MAX_TAGS_ASKED = 6  # of an article with more, the first in alphabetical order are used
MAX_CANDIDATES_PER_TAG = 20  # the latest ids of a tag, whose newest articles may be related


def related_articles(article, tags, chosen=None):
    """Related articles and neighbours, by one query: {"related": [...], "newer": article or None, "older": ...}.

    Related is what staff chose; else what shares most tags with it, then its category, always the newest first. Newer
    and older are its neighbours in the category. Of each tag and of the category only the newest few are read.
    `chosen` are articles that staff choose in a form just now, in place of those stored.
    They are loaded as for a headline card.
    """
    asked = {f"tag_{place}": tag.pk for place, tag in enumerate(tags[:MAX_TAGS_ASKED])}
    found = _query(len(asked)).rows(
        now=timezone.now(), pk=article.pk, category=article.category_id, publish_at=article.publish_at, **asked
    )
    if chosen is not None:
        found = [one for one in found if one.part != "chosen"]
    return {
        "related": [one for one in chosen or () if one.is_published] or _related(found),
        **{name: next((one for one in found if one.part == name), None) for name in ("newer", "older")},
    }


@cache
def _query(tags):
    """The query for an article of so many tags."""
    pk, key = _integer_param("pk"), (Param("publish_at", DateTimeField()), _integer_param("pk"))
    out = Article.objects.published(at=Param("now", DateTimeField()))
    same_category, others = out.filter(category=_integer_param("category")), out.exclude(pk=pk)
    latest = [_latest_ids_of_tag(_integer_param(f"tag_{place}")) for place in range(tags)]
    parts = [
        ("chosen", others.filter(related_from=pk)[:MAX_CHOSEN_ARTICLES]),
        *(("tag", others.filter(pk__in=articles).newest_first()[:MAX_RELATED_ARTICLES]) for articles in latest),
        ("category", same_category.exclude(pk=pk).newest_first()[:MAX_RELATED_ARTICLES]),
        ("newer", same_category.newer_than(*key).oldest_first()[:1]),
        ("older", same_category.older_than(*key).newest_first()[:1]),
    ]
    found = Article.objects.only("title", "slug", "publish_at").annotate(place=_chosen_order(pk)).union_of_parts(parts)
    return CompiledQuery(found)


def _integer_param(name):
    return Param(name, BigIntegerField())


def _latest_ids_of_tag(tag):
    """By their ids, which an index of the through table has; it does not have the articles' dates."""
    links = Article.tags.through.objects.filter(tag=tag).order_by("-article_id")
    return links.values("article_id")[:MAX_CANDIDATES_PER_TAG]


def _chosen_order(article):
    """The position of the article among the related ones that staff chose."""
    links = Article.related.through.objects.filter(from_article=article, to_article=OuterRef("pk"))
    return Subquery(links.values("pk")[:1])


def _related(found):
    chosen = [one for one in found if one.part == "chosen"]
    if chosen:
        return sorted(chosen, key=lambda one: one.place)
    shared = Counter(one for one in found if one.part == "tag")
    candidates = {one for one in found if one.part in {"tag", "category"}}
    return sorted(candidates, key=lambda one: (shared[one], one.publish_at, one.pk), reverse=True)[
        :MAX_RELATED_ARTICLES
    ]
