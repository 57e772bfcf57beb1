"""What the tables of views hold."""

from traffic.models import DailyViews, ViewTotal


def in_tables():
    """The counts of all days and the totals of all things."""
    return [list(model.objects.values_list(field, flat=True)) for model, field in TABLES]


TABLES = [(DailyViews, "count"), (ViewTotal, "total")]
