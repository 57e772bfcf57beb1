from django import template
from django.utils.html import format_html

from publishing import dashboard, workflow
from publishing.dates import clock_and_day
from publishing.models import PUBLIC_STATES, Event, State

register = template.Library()
register.filter(clock_and_day)


@register.inclusion_tag("publishing/admin/worklists.html", takes_context=True)
def worklists(context):
    """{% worklists %}: the worklists of the signed-in user, on the front page of the admin."""
    user = context["user"]
    kinds = [model._meta for model in dashboard.kinds_visible_to(user)]
    return {"worklists": dashboard.worklists(user), "kinds": kinds, "shown": dashboard.MAX_WORKLIST_ROWS}


@register.simple_tag
def desk_address(thing):
    """{% desk_address thing %}: the path of its form in the admin."""
    return dashboard.address(thing)


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
    """{{ thing|desk_moment }}: when it was, or will be, published; of a text in work, when it was last saved."""
    return thing.publish_at if thing.state in PUBLIC_STATES and not thing.has_open_edit else thing.worked_on_at


@register.simple_tag
def state_badge(thing):
    """{% state_badge thing %}: the state as a badge, “scheduled” or “expired” by the clock; also a column of lists."""
    name, label = _look(thing.state), State(thing.state).label
    if thing.is_scheduled:
        name, label = "scheduled", "hẹn giờ"
    elif thing.is_expired:
        name, label = "expired", "đã hết hạn"
    badge = format_html('<span class="state state-{}">{}</span>', name, label)
    if not thing.has_open_edit:
        return badge
    edit = State(thing.edit_state)
    return format_html('{} <span class="state state-{}">bản sửa: {}</span>', badge, _look(edit), edit.label)


def _look(state):
    """The class of admin.css that the badge of a state bears."""
    return workflow.STATES[state].badge or str(state)


@register.simple_tag
def returned(thing):
    """{% returned thing as return %}: the Event by which a draft was last returned to its writer, or None."""
    last = Event.objects.of(thing).order_by("-pk").first()
    return last if last and last.name == "return" else None


@register.simple_tag
def fields_with_errors(form):
    """{% fields_with_errors form as fields %}: its bound fields in which something is wrong, in their order."""
    return [field for field in form if field.errors]


@register.filter
def conflict_difference(field):
    """{{ field.field|conflict_difference }}: the other editor's text and its difference from the one typed, or ""."""
    return getattr(getattr(field, "form", None), "differences_html", {}).get(getattr(field, "name", ""), "")


@register.filter
def unlocalized(number):
    """{{ number|unlocalized }}: a number without grouping, for addresses."""
    return repr(number)
