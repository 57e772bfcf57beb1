"""What the admin of every published thing shares. It asks; `workflow`, `writing` and `trash` decide."""

import copy
from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from publishing import lock, revisions, trash, workflow, writing
from publishing.beside import Beside
from publishing.forms import (
    MoveForm,
    PublishableForm,
)
from publishing.history import HistoryPages
from publishing.meeting import last_words_on
from publishing.models import State
from publishing.recorded import RecordedAdmin
from publishing.submissions import sent_once, spend
from publishing.templatetags.desk import state_badge
from vietnamese.folding import fold
from vietnamese.tokens import words

LONGEST_SEARCH = 200  # characters; what is typed beyond is not looked at

LISTS = ("_changelist", "autocomplete")  # ends of the names of addresses where many things are shown
ABOUT_THE_EDIT = "Về lần sửa này"


class FoldedSearch:
    """A list whose search forgives accents and case: every word is looked for in the `folded` column.

    What a word is, the readers' search says too: 88/NQLT and 88-nqlt are the same two.
    """

    search_fields = ["folded"]

    def get_search_results(self, request, queryset, search_term):
        for word in words(search_term[:LONGEST_SEARCH]):
            queryset = queryset.filter(folded__contains=word.folded)
        return queryset, False


class FoldedSearchOfFew(FoldedSearch):
    """The same for a table of few rows without that column: their `search_fields` are compared here."""

    def get_search_results(self, request, queryset, search_term):
        wanted = [word.folded for word in words(search_term[:LONGEST_SEARCH])]
        rows = queryset.order_by().values_list("pk", *self.search_fields)
        texts = {pk: fold(" ".join(map(str, texts))) for pk, *texts in rows}
        found = [pk for pk, text in texts.items() if all(word in text for word in wanted)]
        return queryset.filter(pk__in=found), False


class LiveSlug:
    """A form whose slug is made while the title is typed, by our rules instead of Django's."""

    class Media:
        js = ["admin/js/urlify.js", "publishing/urlify.js"]  # ours takes the place of Django's function


class StateFilter(admin.SimpleListFilter):
    title = "trạng thái"
    parameter_name = "trang-thai"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        return queryset.in_states(self.value()) if self.value() in State.values else queryset


def refusals(error):
    """The sentences of a refused act."""
    return error.messages if isinstance(error, ValidationError) else [str(error)]


class PublishableAdmin(HistoryPages, Beside, FoldedSearch, LiveSlug, RecordedAdmin):
    form = PublishableForm
    change_form_template = "publishing/admin/change_form.html"
    delete_confirmation_template = "publishing/admin/throw_away.html"
    list_per_page = 50
    show_full_result_count = False

    def get_urls(self):
        move = self._page("<int:object_id>/move/<slug:name>/", self.move_view, "move")
        return [move, *super().get_urls()]

    def _page(self, route, view, name):
        name = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(route, self.admin_site.admin_view(view), name=name)

    # What is shown

    def get_queryset(self, request):
        things = super().get_queryset(request)
        return things.not_trashed().for_listing() if request.resolver_match.url_name.endswith(LISTS) else things

    def get_object(self, request, object_id, from_field=None):
        """The thing; in its form with the text that is being worked on over what readers have (`read_now`)."""
        thing = super().get_object(request, object_id, from_field)
        if thing is not None and request.resolver_match.url_name.endswith("_change"):
            thing.read_now = copy.copy(thing)
            thing.may_be_saved = workflow.may_edit(thing.read_now, request.user)
            edit = revisions.open_revision(thing)
            if edit:
                thing.open_edit = edit
                thing.relations, thing.missing = {}, []
                try:
                    thing.relations, thing.missing = revisions.lay_over(thing, edit)
                except ValidationError as error:
                    messages.error(request, error.message)
        return thing

    # Rights

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        if obj is None:
            return True
        may = obj.may_be_saved if hasattr(obj, "may_be_saved") else workflow.may_edit(obj, request.user)
        return may or self._comes_late(request, obj)

    def _comes_late(self, request, thing):
        """Whether a form was sent that was opened before somebody else acted: its text is given back, not refused."""
        seen = request.POST.get("version", "")
        return hasattr(thing, "read_now") and seen.isdecimal() and int(seen) < thing.version

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or trash.may_throw_away(getattr(obj, "read_now", obj), request.user))

    def get_deleted_objects(self, objs, request):
        """Nothing else goes with what is put into the trash."""
        return [], {}, set(), []

    # Form

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not (self.has_change_permission(request, obj) if obj else self.has_add_permission(request)):
            return fieldsets
        told = self.form.ABOUT_THE_EDIT if obj and obj.was_out else self.form.ABOUT_THE_EDIT[:1]
        return [*fieldsets, (ABOUT_THE_EDIT, {"fields": told})]

    def get_readonly_fields(self, request, obj=None):
        fields = [*super().get_readonly_fields(request, obj), "standing"]
        by_move = obj is not None and obj.state in {State.PUBLISHED, State.WITHDRAWN}
        may_set = request.user.has_perm("publishing.publish", obj) and not by_move
        return fields if may_set else [*fields, "unpublish_at"]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except lock.Stale:  # written to in the moment of saving: read again, the form now sees that it is late
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if change:
            seen = form.cleaned_data["version"]
            relations = form.relations()
            writing.save_text(obj, by=request.user, relations=relations, version=seen, **form.about_the_edit())
        else:
            obj.save_row()

    def save_related(self, request, form, formsets, change):
        if not change:
            super().save_related(request, form, formsets, change)
            revisions.write(form.instance, by=request.user, **form.about_the_edit())

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        thing = getattr(obj, "read_now", obj)
        names = workflow.open_moves(thing, request.user) if thing else []
        context["moves"] = [(name, workflow.MOVES[name]) for name in names]
        context["has_trash"] = True
        context["show_save_and_add_another"] = add  # a bar with moves has no room for it
        context["move_after_save"] = obj is not None and obj.may_be_saved
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def view_on_site(self, thing):
        """The address readers find it at, or None: there is no link to what is not out."""
        thing = getattr(thing, "read_now", thing)
        return thing.get_absolute_url() if thing.is_published else None

    def response_change(self, request, obj):
        name = request.POST.get("_move", "")
        if name not in workflow.MOVES:
            return super().response_change(request, obj)
        if MoveForm(move=name, thing=obj, by=request.user).asks:
            return HttpResponseRedirect(f"{self._address(obj, 'move', name)}?version={obj.version}")
        try:
            return self._move(request, obj, name)
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(request, f"Đã lưu, nhưng chưa “{workflow.MOVES[name].label}”. {sentence}")
            return HttpResponseRedirect(self._address(obj, "change"))

    # The trash, which records what is put there itself

    def delete_model(self, request, obj):
        seen = request.POST.get("version", "")
        trash.throw_away(obj, by=request.user, version=int(seen) if seen.isdecimal() else None)
        spend(request)

    @sent_once
    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except lock.Stale:
            thing = get_object_or_404(self.get_queryset(request), pk=object_id)
            messages.error(request, f"Chưa bỏ vào thùng rác: {last_words_on(thing)}. Hãy xem lại.")
            return HttpResponseRedirect(self._address(thing, "change"))

    def log_deletions(self, request, queryset):
        pass

    # Moves

    @sent_once
    def move_view(self, request, object_id, name):
        """Ask what the move needs to know and make it."""
        thing = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        if refusal := workflow.why_not(name, thing, request.user):
            messages.error(request, f"Lúc này không thể làm việc ấy với “{thing}”. {refusal}")
            return HttpResponseRedirect(self._address(thing, "change"))
        seen = request.GET.get("version", "")
        initial = {"version": seen if seen.isdecimal() else thing.version}
        form = MoveForm(request.POST or None, move=name, thing=thing, by=request.user, initial=initial)
        if form.is_valid() and ("confirmed" in request.POST or not form.move.time):
            try:
                return self._move(request, thing, name, **form.arguments())
            except ValidationError as error:
                form.add_error(None, error.messages)
            except lock.Stale:
                form.go_on_from(thing.version)
                form.add_error(None, f"{last_words_on(thing)}, sau khi bạn xem. Hãy xem lại rồi làm tiếp nếu vẫn đúng.")
        context = {
            **self.admin_site.each_context(request),
            "title": workflow.MOVES[name].label,
            "opts": self.opts,
            "original": thing,
            "form": form,
            "act": form.act(),
            "is_sure": form.is_bound and form.is_valid(),
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "publishing/admin/move.html", context)

    def _move(self, request, thing, name, **arguments):
        label = workflow.MOVES[name].label
        try:
            with transaction.atomic():
                workflow.make_move(name, thing, by=request.user, **arguments)
        except PermissionDenied as error:
            messages.error(request, f"Chưa “{label}”. {error}")
        else:
            spend(request)
            messages.success(request, f"Đã làm “{label}” với “{thing}”.")
        return HttpResponseRedirect(self._address(thing, "change"))

    def _address(self, thing, page, *args):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[thing.pk, *args])

    # Lists

    def get_actions(self, request):
        """The moves that ask for nothing, made on each thing by itself; Django's deletion of many at once is not."""
        offered = {}
        for name, move in workflow.MOVES.items():
            asks = move.needs_note or move.time or move.drastic
            if not asks and request.user.has_perm(f"publishing.{move.permission}"):
                offered[name] = (partial(_move_each, name=name), name, f"{move.label} các mục đã chọn")
        return offered

    @admin.display(description="trạng thái", ordering="state")
    def standing(self, thing):
        return state_badge(thing)


def _move_each(model_admin, request, things, *, name):
    label, done = workflow.MOVES[name].label, 0
    for thing in things:
        try:
            workflow.make_move(name, thing, by=request.user)
        except (PermissionDenied, ValidationError) as error:
            for sentence in refusals(error):
                messages.error(request, f"Chưa “{label}”. {sentence}")
        else:
            done += 1
    if done:
        messages.success(request, f"Đã làm “{label}” với {done} mục.")
