from django import template
from django.urls import reverse
from django.utils.html import format_html

from publishing import desk
from publishing.models import Event, State
from publishing.record import deeds

register = template.Library()
RECORD_SHOWN = 100


@register.inclusion_tag("publishing/admin/worklists.html", takes_context=True)
def worklists(context):
    """{% worklists %}: what waits for whoever has signed in, on the front page of the desk."""
    user = context["user"]
    kinds = [model._meta for model in desk.kinds_seen_by(user)]
    return {"worklists": desk.worklists(user), "kinds": kinds, "shown": desk.SHOWN}


@register.simple_tag
def desk_address(thing):
    """{% desk_address thing %}: the path of its form in the admin."""
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


@register.filter
def kind(thing):
    """{{ thing|kind }}: what it is, "bài viết" or "video"."""
    return thing._meta.verbose_name


@register.simple_tag
def state_badge(thing):
    """{% state_badge thing %}: the state as a badge, with what the clock makes of it; also a column of lists."""
    name, label = thing.state, State(thing.state).label
    if thing.is_scheduled:
        name, label = "scheduled", "hẹn giờ"
    elif thing.is_expired:
        name, label = "expired", "đã hết hạn"
    return format_html('<span class="state state-{}">{}</span>', name, label)


@register.simple_tag
def record_of(thing):
    """{% record_of thing as events %}: what was done with it and by whom, the latest first."""
    return Event.objects.of(thing).order_by("-pk")[:RECORD_SHOWN]


@register.filter
def deed(event):
    """{{ event|deed }}: what was done, in the words of the button."""
    return deeds().get(event.name, event.name)


@register.filter
def state_after(event):
    """{{ event|state_after }}: the state the thing was left in."""
    state = (event.after or {}).get("state")
    return State(state).label if state else ""
