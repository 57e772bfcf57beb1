"""What the tables of views hold."""

from traffic.models import DailyViews, ViewTotal
from traffic.thing_keys import SITE_KEY


def stored_counts():
    """The counts of all days and the totals of all things, those of the whole site apart."""
    return [list(model.objects.exclude(kind=SITE_KEY[0]).values_list(field, flat=True)) for model, field in TABLES]


TABLES = [(DailyViews, "count"), (ViewTotal, "total")]
