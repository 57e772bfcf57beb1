"""The checklist beside the form: the rules that the moves will ask, asked of the text while it is typed."""

from django.core.exceptions import PermissionDenied
from django.db.models import FileField
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from publishing import checklist, preview, workflow
from publishing.checked_text import CheckedText
from publishing.confirmations import findings_digest
from publishing.text_measures import measure

MAX_SEARCH_TITLE, MAX_SEARCH_DESCRIPTION = 60, 155  # characters that search engines show at the usual width
MAX_SHARED_TITLE, MAX_SHARED_DESCRIPTION = 70, 110  # and cards of shared links


class ChecklistAdminMixin:
    """Part of an admin: the checklist, as `publishing.preview_admin.PreviewAdminMixin` is."""

    def get_urls(self):
        new = self._page("add/checklist/", self.checklist_new_view, "add_checklist")
        one = self._page("<int:object_id>/checklist/", self.checklist_view, "checklist")
        return [new, one, *super().get_urls()]

    @method_decorator(require_POST)
    def checklist_new_view(self, request):
        """What is found in the form of a new thing."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self._checklist_of_form(request, None)

    @method_decorator(require_POST)
    def checklist_view(self, request, object_id):
        """What is found in the form of a thing, for who may save it."""
        thing = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_change_permission(request, thing):
            raise PermissionDenied
        return self._checklist_of_form(request, thing)

    def _checklist_of_form(self, request, thing):
        """The panel, the lists for the window that asks, and what confirms them; nothing is written."""
        if thing is not None:
            self.apply_working_text(thing, request.user)
        form_class = preview.form_class(self.get_form(request, thing, change=thing is not None))
        form = form_class(request.POST, instance=thing or self.model())
        form.is_valid()
        _take_chosen_files(form.instance, request.POST.getlist("_chosen_file"))
        text = CheckedText(form.instance, form.relations())
        found, asked = checklist.check(text), checklist.unconfirmed(text)
        errors = [one for one in found if one.is_error]
        context = {"found": found, "asked": asked, "text": text, "measures": measure(text), "looks": _looks(text)}
        return JsonResponse(
            {
                "panel": render_to_string("publishing/admin/checklist.html", context, request),
                "question": _question(errors, asked, publishes=False),
                "question_to_publish": _question(errors, asked, publishes=True),
                "must_mend": bool(errors),
                "digest": findings_digest(asked) if asked else "",
                "moves": _moves_to_confirm(text.thing, request.user),
                "publishing_moves": [name for name, move in workflow.MOVES.items() if move.publishes],
            }
        )


def _question(errors, asked, *, publishes):
    """The list in the window of a move: what must be mended first, then what is to be confirmed."""
    context = {"findings": [*errors, *asked], "must_mend": errors, "publishes": publishes}
    return render_to_string("publishing/admin/findings.html", context)


def _moves_to_confirm(thing, by):
    """The labels of the checked moves by their names, but for those whose own page asks for more than a reason."""
    public = getattr(thing, "public_copy", thing)
    checked = {name: move for name, move in workflow.MOVES.items() if move.is_checked and not move.time}
    return {name: move.label for name, move in checked.items() if not workflow.may_set_new_date(name, public, by)}


def _take_chosen_files(thing, names):
    """Files that were chosen in the form and not sent: the rules must know that there will be one."""
    for field in thing._meta.concrete_fields:
        if isinstance(field, FileField) and field.name in names:
            setattr(thing, field.name, "da-chon")


def _looks(text):
    """How the text stands among search results and as a shared link: `{place: {title, description}}`."""
    title, description = text.thing.title.strip(), " ".join(text.kind.description_of(text.thing).split())
    return {
        "search": {"title": _cut(title, MAX_SEARCH_TITLE), "description": _cut(description, MAX_SEARCH_DESCRIPTION)},
        "shared": {"title": _cut(title, MAX_SHARED_TITLE), "description": _cut(description, MAX_SHARED_DESCRIPTION)},
        "picture": text.kind.image_of(text.thing),
    }


def _cut(words, length):
    """Words as they are cut elsewhere: at the end of one, with an ellipsis."""
    if len(words) <= length:
        return words
    return f"{words[: length + 1].rpartition(' ')[0] or words[:length]}…"
