"""The admin of every published thing. It decides nothing: `workflow`, `saving` and `trash` do."""

import copy
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html

from publishing import lock, revisions, saving, share_links, trash, workflow
from publishing.audited_admin import AuditedAdmin
from publishing.bigints import parse_bigint
from publishing.checklist_admin import ChecklistAdminMixin
from publishing.comments import CommentsAdminMixin
from publishing.confirmations import confirmations
from publishing.desk_search import MAX_SEARCH_CHARACTERS, matching
from publishing.duplicating import DuplicateAdminMixin
from publishing.edit_conflict import last_change_sentence
from publishing.forms import (
    MoveForm,
    PublishableForm,
)
from publishing.history import HistoryAdminMixin
from publishing.list_filters import DESK_FILTERS, DateFilter, StateFilter
from publishing.models import PUBLIC_STATES, save_revision
from publishing.move_buttons import move_buttons
from publishing.preview_admin import PreviewAdminMixin, frames_preview
from publishing.richtext import RichTextField
from publishing.save_responses import SaveResponsesMixin, whereabouts
from publishing.saved_filters import SavedFiltersMixin
from publishing.share_link_admin import ShareLinkAdminMixin
from publishing.submissions import idempotent, mark_saved
from publishing.templatetags.desk import contributor, state_badge
from publishing.thing_choice import MAX_SUGGESTIONS, choosable, with_title, written
from publishing.unsaved_forms import UnsavedFormsAdminMixin
from vietnamese.folding import fold
from vietnamese.tokens import words

LIST_URL_SUFFIXES = ("_changelist", "autocomplete")  # URL names, by their ends, of pages that list many things
ABOUT_THE_EDIT = "Về lần sửa này"


class FoldedSearchMixin:
    """A changelist whose search ignores accents and case: every word is searched in the `folded` column.

    Words are split as in the readers' search: 88/NQLT and 88-nqlt are the same two words.
    """

    search_fields = ["folded"]

    def get_search_results(self, request, queryset, search_term):
        return matching(queryset, search_term), False


class FoldedSearchInMemory(FoldedSearchMixin):
    """The same for a table of few rows without that column: their `search_fields` are compared here."""

    def get_search_results(self, request, queryset, search_term):
        wanted = [word.folded for word in words(search_term[:MAX_SEARCH_CHARACTERS])]
        rows = queryset.order_by().values_list("pk", *self.search_fields)
        texts = {pk: fold(" ".join(map(str, texts))) for pk, *texts in rows}
        found = [pk for pk, text in texts.items() if all(word in text for word in wanted)]
        return queryset.filter(pk__in=found), False


class LiveSlugMixin:
    """A form whose slug is made while the title is typed, by our rules instead of Django's."""

    class Media:
        js = ["admin/js/urlify.js", "publishing/urlify.js"]  # replaces Django's function


def as_read(field):
    """A field of a form that prints a rich text as readers see it."""

    def rich_text(thing):
        return render_to_string("publishing/admin/rich_text.html", {"html": field.value_from_object(thing)})

    rich_text.short_description = field.verbose_name
    return rich_text


class PublishableAdmin(
    SaveResponsesMixin,
    HistoryAdminMixin,
    CommentsAdminMixin,
    PreviewAdminMixin,
    ChecklistAdminMixin,
    ShareLinkAdminMixin,
    DuplicateAdminMixin,
    SavedFiltersMixin,
    UnsavedFormsAdminMixin,
    FoldedSearchMixin,
    LiveSlugMixin,
    AuditedAdmin,
):
    form = PublishableForm
    change_form_template = "publishing/admin/change_form.html"
    delete_confirmation_template = "publishing/admin/throw_away.html"
    list_filter = [StateFilter]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # a count for each choice of each filter

    def get_urls(self):
        own = [
            self._page("<int:object_id>/move/<slug:name>/", self.move_view, "move"),
            self._page("<int:object_id>/suggestions/", self.suggestions_view, "suggestions"),
        ]
        return [*own, *super().get_urls()]

    def _page(self, route, view, name):
        name = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(route, self.admin_site.admin_view(view), name=name)

    # What is shown

    def get_queryset(self, request):
        things = super().get_queryset(request)
        return (
            things.not_trashed().for_listing()
            if request.resolver_match.url_name.endswith(LIST_URL_SUFFIXES)
            else things
        )

    def get_object(self, request, object_id, from_field=None):
        """The thing; on its change form with the working text applied, and the public one as `public_copy`."""
        thing = super().get_object(request, object_id, from_field)
        is_form = thing is not None and request.resolver_match.url_name.endswith("_change")
        if is_form and (refusal := self.apply_working_text(thing, request.user)):
            messages.error(request, refusal)
        return thing

    def apply_working_text(self, thing, user):
        """Give the thing its working text, and what its form is made of; return why the text cannot be read, or ""."""
        thing.public_copy = copy.copy(thing)
        thing.is_editable = workflow.may_edit(thing.public_copy, user)
        edit = revisions.open_revision(thing)
        if edit:
            thing.open_edit = edit
            thing.relations, thing.missing = {}, []
            try:
                thing.relations, thing.missing = revisions.apply_revision(thing, edit)
            except ValidationError as error:
                return error.message
        return ""

    # Permissions

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        if obj is None:
            return True
        may = obj.is_editable if hasattr(obj, "is_editable") else workflow.may_edit(obj, request.user)
        return may or self._is_late_save(request, obj)

    def _is_late_save(self, request, thing):
        """Whether the sent form was opened before somebody else's change: then its text is shown again, not refused."""
        seen = parse_bigint(request.POST.get("version", ""))
        return hasattr(thing, "public_copy") and seen is not None and seen < thing.version

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or trash.may_throw_away(getattr(obj, "public_copy", obj), request.user))

    def get_deleted_objects(self, objs, request):
        """Nothing else is deleted with what is put into the trash."""
        return [], {}, set(), []

    # Form

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj and not self.has_change_permission(request, obj):
            return self._fieldsets_to_read(fieldsets)
        told = self.form.ABOUT_THE_EDIT if obj and obj.was_out else self.form.ABOUT_THE_EDIT[:1]
        return [*fieldsets, (ABOUT_THE_EDIT, {"fields": told})]

    def _fieldsets_to_read(self, fieldsets):
        """Of a form that nobody may fill in: rich texts as readers see them."""
        rich = {field.name: as_read(field) for field in self.opts.concrete_fields if isinstance(field, RichTextField)}
        return [
            (
                title,
                {
                    **options,
                    "fields": [rich.get(name, name) if isinstance(name, str) else name for name in options["fields"]],
                },
            )
            for title, options in fieldsets
        ]

    def get_readonly_fields(self, request, obj=None):
        fields = [*super().get_readonly_fields(request, obj), "status"]
        by_move = obj is not None and obj.state in PUBLIC_STATES
        may_set = request.user.has_perm("publishing.publish", obj) and not by_move
        return fields if may_set else [*fields, "unpublish_at"]

    def get_list_display(self, request):
        return [*super().get_list_display(request), "preview_link"]

    @method_decorator(frames_preview)
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except lock.StaleVersion:  # changed during the save: validated again, the form now finds the conflict
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if change:
            seen = form.cleaned_data["version"]
            relations = form.relations()
            approved = workflow.STATES[obj.public_copy.working_state].is_vouched_for
            saving.save_text(obj, by=request.user, relations=relations, version=seen, **form.edit_field_values())
            if approved and not workflow.STATES[obj.working_state].is_vouched_for:
                messages.warning(request, "Nội dung đã duyệt vừa được sửa, nên phải có người khác duyệt lại.")
        else:
            obj.save_row()

    def save_related(self, request, form, formsets, change):
        if not change:
            super().save_related(request, form, formsets, change)
            save_revision(form.instance, by=request.user, **form.edit_field_values())

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        thing = getattr(obj, "public_copy", obj)
        if not context["is_popup"]:
            may_save = obj is None or getattr(obj, "is_editable", False)
            context.update(move_buttons(thing or self.model(), request.user, request.POST, may_save=may_save))
        context["has_trash"] = True
        context["preview_address"] = self.preview_address(thing)
        context["may_share"] = thing is not None and share_links.may_share(thing, request.user)
        context["show_save_and_add_another"] = add  # the buttons of the moves leave no room for it
        context["show_save_and_continue"] = False  # who saves stays
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def view_on_site(self, thing):
        """The public address, or None while the thing is not public."""
        thing = getattr(thing, "public_copy", thing)
        return thing.get_absolute_url() if thing.is_published else None

    # The trash, which writes its own audit log entries

    def delete_model(self, request, obj):
        trash.throw_away(obj, by=request.user, version=parse_bigint(request.POST.get("version", "")))
        mark_saved(request)

    @idempotent
    def delete_view(self, request, object_id, extra_context=None):
        try:
            title = {"title": "Bỏ vào thùng rác"}
            return super().delete_view(request, object_id, {**title, **(extra_context or {})})
        except lock.StaleVersion:
            thing = get_object_or_404(self.get_queryset(request), pk=object_id)
            messages.error(
                request, f"Chưa bỏ vào thùng rác: {last_change_sentence(thing, by=request.user)}. Hãy xem lại."
            )
            return HttpResponseRedirect(self._address(thing, "change"))

    def response_delete(self, request, obj_display, obj_id):
        said = 'Đã bỏ “{}” vào thùng rác. Trong 30 ngày có thể lấy lại ở <a href="{}">thùng rác</a>.'
        messages.success(request, format_html(said, obj_display, reverse("desk_trash")))
        filters = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        changelist = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        return HttpResponseRedirect(add_preserved_filters(filters, changelist))

    def log_deletions(self, request, queryset):
        pass

    # Moves

    @idempotent
    def move_view(self, request, object_id, name):
        """Show the form of the move's arguments where it has any, then make the move."""
        thing = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        if refusal := workflow.refusal_reason(name, thing, request.user):
            messages.error(request, f"Lúc này không thể làm việc ấy với “{thing}”. {refusal}")
            return HttpResponseRedirect(self._address(thing, "change"))
        seen = parse_bigint(request.GET.get("version", ""))
        initial = {"version": thing.version if seen is None else seen, "note": self.begun_note(request)}
        form = MoveForm(request.POST or None, move=name, thing=thing, by=request.user, initial=initial)
        if form.is_valid() and ("confirmed" in request.POST or not form.move.time):
            try:
                return self._move(request, thing, name, form.confirmations, **form.arguments())
            except ValidationError as error:
                form.add_error(None, error.messages)
            except lock.StaleVersion:
                form.resubmit_from(thing.version)
                changed = last_change_sentence(thing, by=request.user)
                form.add_error(None, f"{changed}, sau khi bạn xem. Hãy xem lại rồi làm tiếp nếu vẫn đúng.")
        context = {
            **self.admin_site.each_context(request),
            "title": workflow.MOVES[name].label,
            "opts": self.opts,
            "original": thing,
            "form": form,
            "act": form.button_label(),
            "is_sure": form.is_bound and form.is_valid(),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "publishing/admin/move.html", context)

    def suggestions_view(self, request, object_id):
        """What the thing can be merged into, by words of the title: as `publishing.thing_choice` reads it."""
        thing = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not (self.has_view_permission(request, thing) and request.user.has_perm("publishing.publish", thing)):
            raise PermissionDenied
        typed = request.GET.get("q", "").replace("\0", "")[:MAX_SEARCH_CHARACTERS]
        found = with_title(choosable(thing), typed)[:MAX_SUGGESTIONS] if words(typed) else []
        return JsonResponse({"found": [written(one) for one in found]})

    def _move(self, request, thing, name, confirmed=(), **arguments):
        label = workflow.MOVES[name].label
        try:
            with transaction.atomic():
                for confirmation in confirmed:
                    confirmation.record(request.user)
                workflow.make_move(name, thing, by=request.user, **arguments)
        except PermissionDenied as error:
            messages.error(request, f"Chưa “{label}”. {error}")
        else:
            mark_saved(request)
            done = format_html("Đã làm “{}” với “{}”. {}", label, thing, whereabouts(self._stored(thing)))
            messages.success(request, done)
        return HttpResponseRedirect(self._address(thing, "change"))

    def _address(self, thing, page, *args):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[thing.pk, *args])

    # Lists

    def get_ordering(self, request):
        return ["-publish_at", "-pk"] if DateFilter.parameter_name in request.GET else super().get_ordering(request)

    def get_list_filter(self, request):
        own = super().get_list_filter(request)
        return [*(each for each in DESK_FILTERS if each not in own), *own]

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        revisions.attach_contributors(changelist.result_list)
        return changelist

    def get_actions(self, request):
        """The moves without arguments, made on each thing separately; without Django's bulk deletion."""
        offered = {}
        for name, move in workflow.MOVES.items():
            needs_input = move.needs_note or move.time or move.drastic
            if not needs_input and request.user.has_perm(f"publishing.{move.permission}"):
                offered[name] = (partial(_move_each, name=name), name, f"{move.label} các mục đã chọn")
        return offered

    @admin.display(description="trạng thái", ordering="state")
    def status(self, thing):
        return state_badge(thing)

    @admin.display(description="người viết")
    def writer(self, thing):
        return contributor(getattr(thing, "first_saved", None)) or "-"

    @admin.display(description="sửa lần cuối", ordering="worked_on_at")
    def last_change(self, thing):
        return render_to_string("publishing/admin/last_change.html", {"thing": thing})


def _refuse_what_is_left_to_mend(name, thing):
    """Leave a thing whose text must be mended, or asks to be confirmed on its own page: errors first."""
    errors = [f"“{thing}”: Phải sửa: {one}" for one in workflow.text_errors(name, thing)]
    asked = [f"“{thing}”: {one.sentence} Hãy mở riêng mục này." for one in confirmations(name, thing)]
    if errors or asked:
        raise ValidationError([*errors, *asked])


def _move_each(model_admin, request, things, *, name):
    label, done = workflow.MOVES[name].label, 0
    for thing in things:
        try:
            _refuse_what_is_left_to_mend(name, thing)
            workflow.make_move(name, thing, by=request.user)
        except (PermissionDenied, ValidationError) as error:
            for sentence in getattr(error, "messages", [str(error)]):
                messages.error(request, f"Chưa “{label}”. {sentence}")
        else:
            done += 1
    if done:
        messages.success(request, f"Đã làm “{label}” với {done} mục.")
