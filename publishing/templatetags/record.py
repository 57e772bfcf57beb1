from django import template

from publishing.models import Event
from publishing.record import changes, deeds

register = template.Library()
SHOWN = 100
register.filter("changes", changes)


@register.filter
def in_words(event):
    """{{ event|in_words }}: what was done, in the words of the button."""
    return deeds().get(event.name, event.name)


@register.simple_tag
def record_of(thing):
    """{% record_of thing as events %}: what was done with it and by whom, the latest first."""
    return Event.objects.of(thing).order_by("-pk")[:SHOWN]
