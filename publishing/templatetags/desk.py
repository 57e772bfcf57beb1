from django import template
from django.utils.html import format_html
from django.utils.timezone import localtime

from publishing import desk
from publishing.models import Event, State
from vietnamese import dates

register = template.Library()


@register.inclusion_tag("publishing/admin/worklists.html", takes_context=True)
def worklists(context):
    """{% worklists %}: what waits for whoever has signed in, on the front page of the desk."""
    user = context["user"]
    kinds = [model._meta for model in desk.kinds_seen_by(user)]
    return {"worklists": desk.worklists(user), "kinds": kinds, "shown": desk.SHOWN}


@register.simple_tag
def desk_address(thing):
    """{% desk_address thing %}: the path of its form in the admin."""
    return desk.address(thing)


@register.filter
def kind(thing):
    """{{ thing|kind }}: what it is, "bài viết" or "video"."""
    return thing._meta.verbose_name


@register.filter
def label(thing):
    """{{ thing|label }}: its model as addresses name it, "news.article"."""
    return thing._meta.label_lower


@register.filter
def desk_moment(thing):
    """{{ thing|desk_moment }}: when it was, or will be, published; of what is being worked on, when last."""
    return thing.worked_on_at if thing.has_open_edit or not thing.publish_at else thing.publish_at


@register.simple_tag
def state_badge(thing):
    """{% state_badge thing %}: the state as a badge, with what the clock makes of it; also a column of lists."""
    name, label = thing.state, State(thing.state).label
    if thing.is_scheduled:
        name, label = "scheduled", "hẹn giờ"
    elif thing.is_expired:
        name, label = "expired", "đã hết hạn"
    badge = format_html('<span class="state state-{}">{}</span>', name, label)
    if not thing.has_open_edit:
        return badge
    edit = State(thing.edit_state)
    return format_html('{} <span class="state state-{}">bản sửa: {}</span>', badge, edit.value, edit.label)


@register.simple_tag
def returned(thing):
    """{% returned thing as return %}: the Event by which a draft was last returned to its writer, or None."""
    if thing.working_state != State.DRAFT:
        return None
    last = Event.objects.of(thing).order_by("-pk").first()
    return last if last and last.name == "return" else None


@register.filter
def clock_and_day(moment):
    """{{ thing.publish_at|clock_and_day }}: "08:00 thứ Hai 30/11/2026"."""
    return dates.clock_and_day(localtime(moment))


@register.filter
def beside(field):
    """{{ field.field|beside }}: how the text of somebody who saved meanwhile becomes the one typed here, or ""."""
    return getattr(getattr(field, "form", None), "beside", {}).get(getattr(field, "name", ""), "")


@register.filter
def unlocalized(number):
    """{{ number|unlocalized }}: a number as addresses carry it."""
    return repr(number)
