"""The announcements that every page shows now."""

from dataclasses import dataclass

from portal.pages.models import Announcement, Kind


@dataclass(frozen=True)
class Announcements:
    """The notices, and the one mourning or else the one festive announcement, which changes the site's appearance."""

    notices: list
    mourning: Announcement | None
    festive: Announcement | None


def announcements_now():
    """The current announcements by kind, in one query; during mourning no festive one."""
    by_kind = {kind: [] for kind in Kind}
    for announcement in Announcement.objects.current().select_related("image"):
        by_kind[announcement.kind].append(announcement)
    mourning = next(iter(by_kind[Kind.MOURNING]), None)
    festive = None if mourning else next(iter(by_kind[Kind.FESTIVE]), None)
    return Announcements(by_kind[Kind.NOTICE], mourning, festive)
