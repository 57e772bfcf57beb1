"""Moments in local time: as machines read them, and as the desk announces them."""

from django.utils.timezone import localtime

from vietnamese import dates


def iso_datetime(moment):
    """A moment as ISO 8601 writes it."""
    return localtime(moment).isoformat(timespec="seconds")


def clock_and_day(moment):
    """{{ thing.publish_at|clock_and_day }}: "08:00 thứ Hai 30/11/2026"."""
    return dates.clock_and_day(localtime(moment))
