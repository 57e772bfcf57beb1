"""The admin of models without revisions: no form, list or deletion overwrites what others have changed meanwhile.

`publishing.row_conflict` compares the values; here rows are locked before they are compared.
"""

import re
from contextlib import nullcontext
from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse

from publishing import lock
from publishing.audited_admin import AuditedAdmin, row_values
from publishing.bigints import parse_bigint
from publishing.edit_conflict import change_sentence
from publishing.models import Event
from publishing.row_conflict import RowConflictForm, RowConflictListForm, digest

ROW_ID_INPUT = re.compile("form-[0-9]+-id")
GONE_OR_CHANGED = "đã bị người khác sửa hoặc xóa sau khi bạn xem. Hãy xem lại rồi làm tiếp nếu vẫn đúng."


def atomic_post(view):
    """Run an admin view in one transaction where it is sent a form, so that rows can be locked."""

    @wraps(view)
    def answer(self, request, *args, **kwargs):
        with transaction.atomic() if request.method == "POST" else nullcontext():
            return view(self, request, *args, **kwargs)

    return answer


class ConflictCheckedAdmin(AuditedAdmin):
    change_form_template = "publishing/admin/checked_form.html"
    change_list_template = "publishing/admin/checked_list.html"
    delete_confirmation_template = "publishing/admin/checked_deletion.html"
    delete_selected_confirmation_template = "publishing/admin/checked_deletions.html"

    # Forms

    def get_object(self, request, object_id, from_field=None):
        """The row; for a request that is going to write to it, locked and as it is then stored."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None or request.method != "POST":
            return obj
        lock.lock_rows(self.model, [obj.pk])
        return super().get_object(request, object_id, from_field)

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002 -- Django's own
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (RowConflictForm, form), {})

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Show what was typed into the form of a row that was deleted, to be copied or added again."""
        is_form = request.method == "POST" and request.resolver_match.url_name.endswith("_change")
        if not is_form or parse_bigint(object_id) is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        form = self.get_form(request)(request.POST)
        deletion = Event.objects.of(self.model(pk=object_id)).filter(name="delete").order_by("pk").last()
        context = {
            **self.admin_site.each_context(request),
            "title": f"{opts.verbose_name.capitalize()} không còn nữa",
            "opts": opts,
            "form": form,
            "last_change": deletion and change_sentence(deletion, by=request.user),
            "may_add": self.has_add_permission(request),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "publishing/admin/deleted_meanwhile.html", context)

    # Lists

    def get_changelist_form(self, request, **kwargs):
        form = super().get_changelist_form(request, **kwargs)
        return type(form)(form.__name__, (RowConflictListForm, form), {"by": request.user})

    def changelist_view(self, request, extra_context=None):
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        try:
            with transaction.atomic():
                self._lock_sent_rows(request)
                response = super().changelist_view(request, extra_context)
        except lock.StaleVersion as stale:
            return self._redirect_with_error(request, stale, request.get_full_path())
        context = getattr(response, "context_data", None) or {}
        if "deletable_objects" in context:  # Django's confirmation page of a deletion
            context["version"] = self._deletion_digest(request, context["queryset"])
        if "cl" in context and context["cl"].formset:
            _order_rows_like_forms(context["cl"])
        return response

    def _lock_sent_rows(self, request):
        """Lock the rows of a list that are edited in place; refuse the list where one was deleted."""
        sent = {value for name, value in request.POST.items() if ROW_ID_INPUT.fullmatch(name)}
        pks = {parse_bigint(pk) for pk in sent} - {None}
        if "_save" in request.POST and len(lock.lock_rows(self.model, pks)) < len(sent):
            raise lock.StaleVersion(f"Chưa lưu: có mục {GONE_OR_CHANGED}")

    def _redirect_with_error(self, request, stale, address):
        self.message_user(request, str(stale), messages.ERROR)
        return HttpResponseRedirect(address)

    # Deletions, and other actions with a confirmation page

    def refuse_if_stale(self, request, version, said):
        """Raise StaleVersion with a sentence where the confirmation page showed something else than there is now."""
        if request.POST.get("version") and request.POST["version"] != version:
            raise lock.StaleVersion(said)

    def render_delete_form(self, request, context):
        thing = context["object"]
        context["version"] = self._deletion_digest(request, [thing])
        last = Event.objects.of(thing).order_by("pk").last()
        context["last_change"] = last and change_sentence(last)
        return super().render_delete_form(request, context)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except lock.StaleVersion as stale:
            return self._redirect_with_error(request, stale, request.get_full_path())

    def delete_model(self, request, obj):
        self.refuse_if_stale(request, self._deletion_digest(request, [obj]), f"Chưa xóa: “{obj}” {GONE_OR_CHANGED}")
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        lock.lock_rows(self.model, [thing.pk for thing in queryset])
        things = queryset.all()  # read again, now that they are locked
        self.refuse_if_stale(request, self._deletion_digest(request, things), f"Chưa xóa: có mục {GONE_OR_CHANGED}")
        super().delete_queryset(request, things)

    def _deletion_digest(self, request, things):
        """A digest of everything that a deletion removes: the rows, and the related objects that the page lists."""
        listed, *_ = self.get_deleted_objects(things, request)
        return f"{rows_digest(things)}{digest(listed)}"


def _order_rows_like_forms(changelist):
    """Show the rows of a refused list in the order in which they were sent, which may differ from their order now."""
    rows = {row.pk: row for row in changelist.result_list}
    sent = [form.instance for form in changelist.formset]
    changelist.result_list = [rows.get(row.pk, row) for row in sent]


def rows_digest(things):
    """A digest of the values of some rows that staff can edit."""
    return digest([[thing.pk, row_values(thing)] for thing in things])
