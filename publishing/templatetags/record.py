from django import template

from publishing.record import changes, deeds

register = template.Library()
register.filter("changes", changes)


@register.filter
def in_words(event):
    """{{ event|in_words }}: what was done, in the words of the button."""
    return deeds().get(event.name, event.name)
