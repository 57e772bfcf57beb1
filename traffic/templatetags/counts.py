from django import template

from traffic.count_slots import slot
from traffic.thing_keys import FIGURE_KEYS, thing_key

register = template.Library()


@register.simple_tag
def view_count(thing):
    """{% view_count article %}: how often it was read, as 1.234; anywhere, counts nothing."""
    return slot(thing_key(thing))


@register.simple_tag
def site_views(period):
    """{% site_views "today" %}, "month" or "ever": how often any page of the site was read, half a second ago."""
    return slot(FIGURE_KEYS[period])
