"""What the home page chooses among the articles."""

from operator import attrgetter

from news.models import Article, CategoryTree

NEWEST = attrgetter("publish_at", "pk")


def leading(count, *, following):
    """The articles at the top, and those that follow: two lists in two queries, no article twice.

    Highlights stand first in the order staff gave them; the newest fill up.
    """
    out = Article.objects.published().for_listing()
    chosen = list(out.highlighted()[:count])
    newest = [article for article in out.newest_first()[: count + following] if article not in chosen]
    stories = chosen + newest
    return stories[:count], stories[count : count + following]


def category_blocks(count):
    """The top categories that hold something, each with the newest of all below it; two queries."""
    tree = CategoryTree()
    out = Article.objects.published()
    parts = [(category.pk, out.filter(category=category).newest_first()[:count]) for category in tree]
    found = sorted(Article.objects.for_listing().in_parts(parts), key=NEWEST, reverse=True)
    blocks = [(top, tree.ids_below(top)) for top in tree if top.parent_id is None]
    held = [(top, [article for article in found if article.category_id in ids][:count]) for top, ids in blocks]
    return [(top, articles) for top, articles in held if articles]
