from django import template

from publishing.audit_log import action_label, changed_values
from publishing.models import Event

register = template.Library()
MAX_EVENTS = 100
register.filter("action_label", action_label)
register.filter("changed_values", changed_values)


@register.simple_tag
def audit_log_of(thing):
    """{% audit_log_of thing as events %}: what was done with it and by whom, the latest first."""
    return Event.objects.of(thing).order_by("-pk")[:MAX_EVENTS]
