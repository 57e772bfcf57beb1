from django import template

from traffic.slots import slot
from traffic.things import name_of

register = template.Library()


@register.simple_tag(takes_context=True)
def counts(context, thing):
    """{% counts article %}: this page is a view of the article; once in a detail template, prints nothing."""
    if request := context.get("request"):
        request.environ["traffic.counted"] = name_of(thing)
    return ""


@register.simple_tag
def view_count(thing):
    """{% view_count article %}: how often it was read, as 1.234; anywhere, counts nothing."""
    return slot(name_of(thing))
