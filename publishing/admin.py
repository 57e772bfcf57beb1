"""What the admin of every published thing shares. It asks; `workflow` decides."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from publishing import revisions, workflow
from publishing.fields import OrderedManyToManyField
from publishing.forms import MoveForm, OrderedAutocomplete
from publishing.models import State
from publishing.templatetags.desk import state_badge
from vietnamese.folding import fold
from vietnamese.tokens import words

LONGEST_SEARCH = 200  # characters; what is typed beyond is not looked at


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
        return queryset.filter(state=self.value()) if self.value() in State.values else queryset


class PublishableAdmin(FoldedSearch, LiveSlug, admin.ModelAdmin):
    change_form_template = "publishing/admin/change_form.html"
    object_history_template = "publishing/admin/object_history.html"
    list_per_page = 50
    show_full_result_count = False

    def get_urls(self):
        info = self.opts.app_label, self.opts.model_name
        move = path(
            "<int:object_id>/move/<slug:name>/",
            self.admin_site.admin_view(self.move_view),
            name="{}_{}_move".format(*info),
        )
        return [move, *super().get_urls()]

    # Rights

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or workflow.may_edit(obj, request.user))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (obj.state == State.DRAFT and workflow.may_edit(obj, request.user)))

    def get_actions(self, request):
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    # Form

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if isinstance(db_field, OrderedManyToManyField) and db_field.name in self.autocomplete_fields:
            kwargs["widget"] = OrderedAutocomplete(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        fields = [*super().get_readonly_fields(request, obj), "standing"]
        return fields if request.user.has_perm("publishing.publish", obj) else [*fields, "unpublish_at"]

    def save_model(self, request, obj, form, change):
        obj.save_row()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        revisions.write(form.instance, by=request.user)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        names = workflow.open_moves(obj, request.user) if obj else []
        context["moves"] = [(name, workflow.MOVES[name]) for name in names]
        context["show_save_and_add_another"] = add  # a bar with moves has no room for it
        context["move_after_save"] = obj is not None and self.has_change_permission(request, obj)
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def view_on_site(self, thing):
        """The address readers find it at, or None: there is no link to what is not out."""
        return thing.get_absolute_url() if thing.is_published else None

    def response_change(self, request, obj):
        name = request.POST.get("_move", "")
        if name not in workflow.MOVES:
            return super().response_change(request, obj)
        if MoveForm(move=name, thing=obj).asks:
            return HttpResponseRedirect(self._address(obj, "move", name))
        return self._move(request, obj, name)

    # Moves

    def move_view(self, request, object_id, name):
        """Ask what the move needs to know and make it."""
        thing = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        if name not in workflow.open_moves(thing, request.user):
            messages.error(
                request, f"Lúc này không thể làm việc ấy với “{thing}”. Hãy xem lại trạng thái của nội dung."
            )
            return HttpResponseRedirect(self._address(thing, "change"))
        form = MoveForm(request.POST or None, move=name, thing=thing)
        if form.is_valid():
            try:
                return self._move(request, thing, name, **form.arguments())
            except ValidationError as error:
                form.add_error(None, error.messages)
        context = {
            **self.admin_site.each_context(request),
            "title": workflow.MOVES[name].label,
            "opts": self.opts,
            "original": thing,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "publishing/admin/move.html", context)

    def _move(self, request, thing, name, **arguments):
        label = workflow.MOVES[name].label
        try:
            with transaction.atomic():
                workflow.make_move(name, thing, by=request.user, **arguments)
        except PermissionDenied:
            messages.error(request, f"Chưa “{label}”: hãy xem lại trạng thái của “{thing}” và quyền của mình.")
        else:
            messages.success(request, f"Đã làm “{label}” với “{thing}”.")
        return HttpResponseRedirect(self._address(thing, "change"))

    def _address(self, thing, page, *args):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[thing.pk, *args])

    # Columns

    @admin.display(description="trạng thái", ordering="state")
    def standing(self, thing):
        return state_badge(thing)
