"""The admin of what keeps no revisions: no form, list or deletion passes over what others have done meanwhile.

How the words of two people meet stands in `publishing.edit_conflict`; here rows are locked before they are compared.
"""

import re
from contextlib import nullcontext
from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse

from publishing import lock
from publishing.edit_conflict import EditConflictForm, EditConflictRow, digest
from publishing.meeting import words_of
from publishing.models import Event
from publishing.recorded import KEY, RecordedAdmin, row_of

ROW_KEY = re.compile("form-[0-9]+-id")
GONE_OR_CHANGED = "đã bị người khác sửa hoặc xóa sau khi bạn xem. Hãy xem lại rồi làm tiếp nếu vẫn đúng."


def atomic_when_sent(view):
    """A view of the admin that writes what is sent to it in one transaction, in which rows can be locked."""

    @wraps(view)
    def answer(self, request, *args, **kwargs):
        with transaction.atomic() if request.method == "POST" else nullcontext():
            return view(self, request, *args, **kwargs)

    return answer


class ConflictCheckedAdmin(RecordedAdmin):
    change_form_template = "publishing/admin/checked_form.html"
    change_list_template = "publishing/admin/checked_list.html"
    delete_confirmation_template = "publishing/admin/checked_deletion.html"
    delete_selected_confirmation_template = "publishing/admin/checked_deletions.html"

    # Forms

    def get_object(self, request, object_id, from_field=None):
        """The row; while something is sent that is going to write to it, locked and as it then stands."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None or request.method != "POST":
            return obj
        lock.hold(self.model, [obj.pk])
        return super().get_object(request, object_id, from_field)

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002 -- Django's own
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (EditConflictForm, form), {})

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Give back what was typed into the form of a row that is gone, to be copied or added anew."""
        is_form = request.method == "POST" and request.resolver_match.url_name.endswith("_change")
        if not is_form or not KEY.fullmatch(object_id):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        form = self.get_form(request)(request.POST)
        deletion = Event.objects.of(self.model(pk=object_id)).filter(name="delete").order_by("pk").last()
        context = {
            **self.admin_site.each_context(request),
            "title": f"{opts.verbose_name.capitalize()} không còn nữa",
            "opts": opts,
            "form": form,
            "last_words": deletion and words_of(deletion),
            "may_add": self.has_add_permission(request),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "publishing/admin/gone.html", context)

    # Lists

    def get_changelist_form(self, request, **kwargs):
        form = super().get_changelist_form(request, **kwargs)
        return type(form)(form.__name__, (EditConflictRow, form), {})

    def changelist_view(self, request, extra_context=None):
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        try:
            with transaction.atomic():
                self._hold_rows_sent(request)
                response = super().changelist_view(request, extra_context)
        except lock.Stale as stale:
            return self._told(request, stale, request.get_full_path())
        context = getattr(response, "context_data", None) or {}
        if "deletable_objects" in context:  # Django asks whether they are to be deleted
            context["version"] = self._deletion_version(request, context["queryset"])
        if "cl" in context and context["cl"].formset:
            _put_beside_their_forms(context["cl"])
        return response

    def _hold_rows_sent(self, request):
        """Lock the rows of a list that are edited in place; refuse the list where one is gone."""
        sent = {value for name, value in request.POST.items() if ROW_KEY.fullmatch(name)}
        pks = {int(pk) for pk in sent if KEY.fullmatch(pk)}
        if "_save" in request.POST and len(lock.hold(self.model, pks)) < len(sent):
            raise lock.Stale(f"Chưa lưu: có mục {GONE_OR_CHANGED}")

    def _told(self, request, stale, address):
        self.message_user(request, str(stale), messages.ERROR)
        return HttpResponseRedirect(address)

    # Deletions, and whatever else is asked about first

    def refuse_unseen(self, request, version, said):
        """Raise Stale with a sentence where the page that asked showed something else than there is now."""
        if request.POST.get("version") and request.POST["version"] != version:
            raise lock.Stale(said)

    def render_delete_form(self, request, context):
        thing = context["object"]
        context["version"] = self._deletion_version(request, [thing])
        last = Event.objects.of(thing).order_by("pk").last()
        context["last_words"] = last and words_of(last)
        return super().render_delete_form(request, context)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except lock.Stale as stale:
            return self._told(request, stale, request.get_full_path())

    def delete_model(self, request, obj):
        self.refuse_unseen(request, self._deletion_version(request, [obj]), f"Chưa xóa: “{obj}” {GONE_OR_CHANGED}")
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        lock.hold(self.model, [thing.pk for thing in queryset])
        things = queryset.all()  # as they stand now that they are locked
        self.refuse_unseen(request, self._deletion_version(request, things), f"Chưa xóa: có mục {GONE_OR_CHANGED}")
        super().delete_queryset(request, things)

    def _deletion_version(self, request, things):
        """A digest of all that goes when these are deleted: themselves, and what the page lists beside them."""
        listed, *_ = self.get_deleted_objects(things, request)
        return f"{version_of(things)}{digest(listed)}"


def _put_beside_their_forms(changelist):
    """Show the rows of a refused list in the order in which they were sent, wherever they would stand by now."""
    rows = {row.pk: row for row in changelist.result_list}
    sent = [form.instance for form in changelist.formset]
    changelist.result_list = [rows.get(row.pk, row) for row in sent]


def version_of(things):
    """A digest of what staff have written into some rows."""
    return digest([[thing.pk, row_of(thing)] for thing in things])
