"""What the home page chooses among the articles."""

from django.db.models import OuterRef, Subquery

from news.models import Article, CategoryTree


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
    """The top categories that hold something, each with the newest of all below it: the tree and one query.

    The tree brings the newest few of each category along, found by the index of categories, however many there are.
    """
    newest = Article.objects.published().filter(category=OuterRef("pk")).newest_first().values("pk")
    tree = CategoryTree(**{f"newest_{place}": Subquery(newest[place : place + 1]) for place in range(count)})
    pks = {getattr(category, f"newest_{place}") for category in tree for place in range(count)} - {None}
    found = Article.objects.for_listing().filter(pk__in=pks).newest_first()
    below = [(top, tree.ids_below(top)) for top in tree if top.parent_id is None]
    blocks = [(top, [article for article in found if article.category_id in ids][:count]) for top, ids in below]
    return [(top, articles) for top, articles in blocks if articles]
