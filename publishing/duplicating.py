"""A new draft with the text of an existing thing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from publishing.audit_log import ACTION_LABELS, record
from publishing.models import save_revision, stored_value
from publishing.submissions import idempotent, mark_saved

ACTION_LABELS["duplicate"] = "Nhân bản"
MAX_COPIES = 50  # copies of one thing, where their addresses must differ


@transaction.atomic
def duplicate(thing, *, by):
    """Save a draft of `by` with the versioned fields of a thing as its row holds them, and return it.

    It has its own title, `… (bản sao)`, and its own slug; nothing of the history of the other: no dates, no views.
    Raises ValidationError where MAX_COPIES exist already.
    """
    copy = type(thing)()
    relations = {}
    for name in thing.versioned_fields:
        field = thing._meta.get_field(name)
        if field.many_to_many:
            relations[name] = list(getattr(thing, name).all())
        else:
            setattr(copy, field.attname, stored_value(thing, field))
    _set_unique_title(copy, thing.title)
    copy.save_row()
    for name, things in relations.items():
        getattr(copy, name).set(things)
    save_revision(copy, by=by)
    record("duplicate", copy, by=by, note=f"Từ “{thing}” (mã số {thing.pk}).")
    return copy


def _set_unique_title(copy, title):
    """Set a title and a slug that no other copy has."""
    longest, slug = copy._meta.get_field("title").max_length, copy._meta.get_field("slug")
    for number in range(1, MAX_COPIES + 1):
        ending = f" (bản sao {number})" if number > 1 else " (bản sao)"
        copy.title, copy.slug = title[: longest - len(ending)] + ending, ""
        slug.pre_save(copy, add=True)
        try:
            copy.validate_constraints()
        except ValidationError:
            continue
        return
    raise ValidationError(f"“{title}” đã có quá nhiều bản sao. Hãy đổi tên hoặc xóa bớt các bản sao ấy.")


class DuplicateAdminMixin:
    """Part of the admin of a published thing, as `publishing.history.HistoryAdminMixin` is."""

    def get_urls(self):
        copy = self._page("<int:object_id>/duplicate/", self.duplicate_view, "duplicate")
        return [copy, *super().get_urls()]

    @method_decorator(require_POST)
    @idempotent
    def duplicate_view(self, request, object_id):
        thing = self._get_viewable(request, object_id)
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            copy = duplicate(thing, by=request.user)
        except ValidationError as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(self._address(thing, "change"))
        mark_saved(request)
        messages.success(request, f"Đây là bản sao của “{thing}”, một bản nháp của bạn.")
        return HttpResponseRedirect(self._address(copy, "change"))
