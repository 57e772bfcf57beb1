"""The articles of the home page."""

from django.db.models import OuterRef, Subquery

from news.models import Article, CategoryTree


def top_stories(count, *, following):
    """The articles at the top, and those that follow: two lists in two queries, no article twice.

    Highlights come first in the order set by staff, then the newest articles.
    """
    out = Article.objects.published().for_listing()
    chosen = list(out.highlighted()[:count])
    newest = [article for article in out.newest_first()[: count + following] if article not in chosen]
    stories = chosen + newest
    return stories[:count], stories[count : count + following]


def category_blocks(count):
    """The top categories that have articles, each with the newest of its subtree: the tree and one query.

    The tree's query includes the newest few ids of each category, found by the index of categories.
    """
    newest = Article.objects.published().filter(category=OuterRef("pk")).newest_first().values("pk")
    tree = CategoryTree(**{f"newest_{place}": Subquery(newest[place : place + 1]) for place in range(count)})
    pks = {getattr(category, f"newest_{place}") for category in tree for place in range(count)} - {None}
    found = Article.objects.for_listing().filter(pk__in=pks).newest_first()
    below = [(top, tree.ids_below(top)) for top in tree if top.parent_id is None]
    blocks = [(top, [article for article in found if article.category_id in ids][:count]) for top, ids in below]
    return [(top, articles) for top, articles in blocks if articles]
