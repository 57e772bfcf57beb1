"""The number of unread notifications: in the masthead, and in the answers to the pings of open forms."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from portal.notifications.models import Notification

MAX_SHOWN = 99


def unread_number(user) -> int:
    """How many are unread; of more than MAX_SHOWN one more than that."""
    return Notification.objects.filter(user=user).unread().order_by()[: MAX_SHOWN + 1].count()


def shown_number(number: int) -> str:
    """As the masthead shows it; "" for none."""
    return f"{MAX_SHOWN}+" if number > MAX_SHOWN else str(number or "")


def on_presence(request, thing) -> dict:
    """Who has the form of a thing open has seen what happened to it; the number of the others for the masthead."""
    unread = Notification.objects.filter(user=request.user).unread().select_related("occurrence")[: MAX_SHOWN + 1]
    kind, found = ContentType.objects.get_for_model(thing).pk, list(unread)
    seen = [row.pk for row in found if (row.occurrence.content_type_id, row.occurrence.object_id) == (kind, thing.pk)]
    if seen:
        Notification.objects.filter(pk__in=seen).update(read_at=timezone.now())
    return {"unread": shown_number(len(found) - len(seen))}
