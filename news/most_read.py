"""Which articles are read most."""

from news.models import Article
from traffic import statistics

PERIOD_TITLES = {"today": "Hôm nay", "week": "7 ngày qua", "month": "30 ngày qua", "ever": "Từ trước đến nay"}
CANDIDATES_PER_PLACE = 3  # so many times as many are read, since some may not be public any more


def most_read(count):
    """The articles read most in each period that has any, as `[(title, articles, is_open), …]`; three queries.

    `is_open` marks the period shown first: the shortest that has `count` articles, else the last.
    """
    ranked = statistics.most_read(Article.counted_as, count * CANDIDATES_PER_PLACE)
    out = Article.objects.published().only("title", "slug").in_bulk({pk for pks in ranked.values() for pk in pks})
    lists = [
        (title, [out[pk] for pk in ranked[period] if pk in out][:count]) for period, title in PERIOD_TITLES.items()
    ]
    lists = [(title, articles) for title, articles in lists if articles]
    first = next((title for title, articles in lists if len(articles) == count), lists[-1][0] if lists else None)
    return [(title, articles, title == first) for title, articles in lists]
