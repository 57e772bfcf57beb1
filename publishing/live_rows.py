"""Rows that public pages show beside their texts: a picture, a file, a tag. A change of one is public at once.

A text is changed beside itself and approved; such a row is not. So changing one that readers see takes the right to
publish what shows it, or to change the settings that do: others add a new row and edit the text.
"""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Subquery

from publishing import workflow
from publishing.models import PUBLIC_STATES, Announced, Publishable, Revision, RevisionState

MAX_CHECKED_THINGS = 200  # of each kind, in one of which a person without the right in its section is refused
REFUSAL = (
    "“{row}” đang hiện trên trang công khai ({thing}), nên sửa ở đây thì bạn đọc thấy ngay. Hãy nhờ người được đăng "
    "bài sửa giúp, hoặc thêm một mục mới rồi chọn mục ấy trong bài."
)


def relations_to(model, of):
    """The relations to a model that models of a base class have, on whatever floor."""
    relations = [
        each for each in model._meta.get_fields(include_hidden=True) if each.auto_created and not each.concrete
    ]
    return [relation.field for relation in relations if issubclass(relation.related_model, of)]


def things_for_readers(model):
    """The things of a kind whose rows readers see, or will see as they are: scheduled and approved ones too."""
    return model.objects.reachable_or_scheduled() | _approved(model)


def may_be_for_readers(thing):
    """Whether a thing is in a state in which `things_for_readers` or `edits_for_readers` may have it."""
    return thing.state in {*PUBLIC_STATES, *workflow.vouched_states()}


def edits_for_readers(model):
    """The approved texts beside those that readers see; none of what was withdrawn, until it is published again."""
    edited = model.objects.reachable_or_scheduled().filter(edit_state__in=workflow.vouched_states())
    return newest_of(edited, Revision.objects.exclude(state=RevisionState.DISCARDED))


def texts_for_readers(model):
    """The saved texts of a kind that readers see, or will see as they are."""
    public = newest_of(model.objects.reachable_or_scheduled(), Revision.objects.filter(state__in=PUBLIC_STATES))
    kept = Revision.objects.exclude(state=RevisionState.DISCARDED)
    return public | newest_of(_approved(model), kept) | edits_for_readers(model)


def _approved(model):
    return model.objects.filter(state__in=workflow.vouched_states(), trashed_at=None)


def newest_of(things, revisions):
    """The newest of the revisions of each of the things."""
    kind = ContentType.objects.get_for_model(things.model)
    own = revisions.filter(content_type=kind, object_id=OuterRef("object_id")).order_by("-pk").values("pk")[:1]
    is_of_them = Exists(things.order_by().filter(pk=OuterRef("object_id")))
    return Revision.objects.filter(is_of_them, content_type=kind, pk=Subquery(own))


def refusal_reason(row, by):
    """A sentence on why this user may not change a row now and what to do, or ""."""
    for rows, permission in [] if row._state.adding else _showing(row):
        for thing in rows:
            if not by.has_perm(permission, thing):
                return REFUSAL.format(row=row, thing=thing)
    return ""


def _showing(row):
    """What readers see the row in, with the permission that changing it takes there."""
    relations = relations_to(type(row), Publishable)
    shown = [field.model.objects.reachable().filter(**{field.name: row}) for field in relations]
    for things in (*shown, *(row.things_naming() if hasattr(row, "things_naming") else ())):
        yield things.order_by("pk")[:MAX_CHECKED_THINGS], "publishing.publish"
    for field in relations_to(type(row), Announced):
        if not issubclass(field.model, Publishable):
            meta = field.model._meta
            found = field.model._base_manager.filter(**{field.name: row})
            yield found, f"{meta.app_label}.change_{meta.model_name}"


class LiveRowForm:
    """Mixin of the form of such a row: refused, with what was typed, where readers see the row by then."""

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.changed_data and (reason := refusal_reason(self.stored_instance, self.by)):
            self.add_error(None, reason)
        return cleaned


class LiveRowAdmin:
    """Mixin of a `ConflictCheckedAdmin`: who may not change a row that readers see gets it without a form."""

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or request.method == "POST" or not refusal_reason(obj, request.user)

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002 -- Django's own
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (LiveRowForm, form), {})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        is_opened = obj and request.method != "POST" and super().has_change_permission(request, obj)
        if is_opened and (reason := refusal_reason(obj, request.user)):
            messages.info(request, reason)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
