"""What stands beside the form of every published thing: notes of those who work on it, and making a copy of it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from publishing.duplicating import duplicate
from publishing.models import Note
from publishing.revisions import person
from publishing.submissions import sent_once, spend


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


def may_note(thing, by):
    """Whether this user takes part in the talk about a thing: whoever may change its kind, in its section.

    Its state has no say: who has handed a text in answers what an editor asks.
    """
    return by.has_perm(f"{thing._meta.app_label}.change_{thing._meta.model_name}", thing)


class Beside:
    """Part of the admin of a published thing, as `publishing.history.HistoryPages` is."""

    def get_urls(self):
        notes = self._page("<int:object_id>/notes/", self.notes_view, "notes")
        copy = self._page("<int:object_id>/duplicate/", self.duplicate_view, "duplicate")
        return [notes, copy, *super().get_urls()]

    @method_decorator(require_POST)
    @sent_once
    def notes_view(self, request, object_id):
        """Add a note, or mark one as done with."""
        thing = self._seen(request, object_id)
        if not may_note(thing, request.user):
            raise PermissionDenied
        if "resolved" in request.POST:
            self._resolve(request, thing)
        else:
            self._add(request, thing)
        return HttpResponseRedirect(self._address(thing, "change") + "#notes")

    @method_decorator(require_POST)
    @sent_once
    def duplicate_view(self, request, object_id):
        thing = self._seen(request, object_id)
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            copy = duplicate(thing, by=request.user)
        except ValidationError as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(self._address(thing, "change"))
        spend(request)
        messages.success(request, f"Đây là bản sao của “{thing}”, một bản nháp của bạn.")
        return HttpResponseRedirect(self._address(copy, "change"))

    def _add(self, request, thing):
        note = Note(thing=thing, by=request.user, by_text=person(request.user)[:200])
        form = NoteForm(request.POST, instance=note)
        if form.is_valid():
            form.save()
            spend(request)
        else:
            messages.error(request, f"Chưa ghi được ghi chú: {form.errors['text'][0]}")

    def _resolve(self, request, thing):
        asked = request.POST["resolved"]
        notes = Note.objects.of(thing).unresolved().filter(pk=int(asked) if asked.isascii() and asked.isdigit() else 0)
        if notes.update(resolved_at=timezone.now()):
            spend(request)
        else:
            messages.error(request, "Ghi chú này không còn chờ ai nữa.")
