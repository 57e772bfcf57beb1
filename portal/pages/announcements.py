"""What every page announces at this moment."""

from dataclasses import dataclass

from portal.pages.models import Announcement, Kind


@dataclass(frozen=True)
class Announcements:
    """The notices, and the one mourning or else the one feast that changes how the site looks."""

    notices: list
    mourning: Announcement | None
    festive: Announcement | None


def now_shown():
    """What is current by kind, in one query; while there is mourning, no feast."""
    by_kind = {kind: [] for kind in Kind}
    for announcement in Announcement.objects.current().select_related("image"):
        by_kind[announcement.kind].append(announcement)
    mourning = next(iter(by_kind[Kind.MOURNING]), None)
    festive = None if mourning else next(iter(by_kind[Kind.FESTIVE]), None)
    return Announcements(by_kind[Kind.NOTICE], mourning, festive)
