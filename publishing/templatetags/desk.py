from django import template
from django.urls import reverse
from django.utils.html import format_html

from publishing import dashboard, kinds, workflow
from publishing.audit_log import BESIDE_THE_WORKFLOW
from publishing.dates import clock_and_day
from publishing.models import PUBLIC_STATES, Event, State

register = template.Library()
register.filter(clock_and_day)


@register.inclusion_tag("publishing/admin/front_page.html", takes_context=True)
def front_page(context):
    """{% front_page %}: what the signed-in user may write, the search, their worklists; on the admin's first page."""
    user = context["user"]
    found = dashboard.worklists(user)
    things = {worklist.name: things for worklist, things in found}
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "worklists": found,
        "kinds_to_add": _kinds_to_add(user) if found else [],
        "max_counted": dashboard.MAX_COUNTED,
        "repeated": "scheduled" if things.get("scheduled") == things.get("today") else "",  # all of it goes out today
    }


def _kinds_to_add(user):
    """`(words of the button, address)` of each kind of which the user may write one."""
    described = [(kind, kind.model._meta) for kind in kinds.all_kinds()]
    return [
        (kind.add_label or f"Thêm {opts.verbose_name}", reverse(f"admin:{opts.app_label}_{opts.model_name}_add"))
        for kind, opts in described
        if user.has_perm(f"{opts.app_label}.add_{opts.model_name}")
    ]


@register.simple_tag
def desk_address(thing, page="change"):
    """{% desk_address thing %}: the path of its form in the admin; {% desk_address thing "preview" %}: another page."""
    return dashboard.address(thing, page)


@register.simple_tag
def move_address(thing, name):
    """{% move_address thing "recall" %}: the path to which the form of a move is sent."""
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_move", args=[thing.pk, name])


@register.simple_tag
def nothing_in(worklists):
    """{% nothing_in worklists as titles %}: the titles of the lists that hold nothing."""
    return [worklist.title for worklist, things in worklists if not things]


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


@register.filter
def contributor(revision):
    """{{ thing.last_saved|contributor }}: the name of who saved a Revision, "" where the system did."""
    if revision is None:
        return ""
    return (revision.by and (revision.by.get_full_name() or revision.by.get_username())) or revision.by_text


@register.simple_tag
def returned(thing):
    """{% returned thing as return %}: the Event by which a draft was last returned to its writer, or None."""
    last = Event.objects.of(thing).exclude(name__in=BESIDE_THE_WORKFLOW).order_by("-pk").first()
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
