from django import template

from traffic.keeping import COUNTED, GONE_AT
from traffic.slots import slot
from traffic.things import FIGURES, name_of

register = template.Library()


@register.simple_tag(takes_context=True)
def counts(context, thing):
    """{% counts article %}: this page is a view of the article; once in a detail template, prints nothing."""
    if request := context.get("request"):
        request.environ[COUNTED] = name_of(thing)
        request.environ[GONE_AT] = getattr(thing, "unpublish_at", None)
    return ""


@register.simple_tag
def view_count(thing):
    """{% view_count article %}: how often it was read, as 1.234; anywhere, counts nothing."""
    return slot(name_of(thing))


@register.simple_tag
def site_views(period):
    """{% site_views "today" %}, "month" or "ever": how often any page of the site was read, half a second ago."""
    return slot(FIGURES[period])
