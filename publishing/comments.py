"""What stands beside the form of every published thing: notes of those who work on it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from publishing.bigints import parse_bigint
from publishing.models import Note, person
from publishing.submissions import idempotent, mark_saved

# Each is called with a new Note in the transaction that wrote it; wired in portal/apps.py
written_listeners = []


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


def may_comment(thing, by):
    """Whether this user may comment on a thing: whoever may change its kind, in its section.

    The state does not matter: the author of a submitted text answers what an editor asks.
    """
    return by.has_perm(f"{thing._meta.app_label}.change_{thing._meta.model_name}", thing)


class CommentsAdminMixin:
    """Part of the admin of a published thing, as `publishing.history.HistoryAdminMixin` is."""

    def get_urls(self):
        notes = self._page("<int:object_id>/notes/", self.notes_view, "notes")
        return [notes, *super().get_urls()]

    @method_decorator(require_POST)
    @idempotent
    def notes_view(self, request, object_id):
        """Add a note, or mark one as done."""
        thing = self._get_viewable(request, object_id)
        if not may_comment(thing, request.user):
            raise PermissionDenied
        if "resolved" in request.POST:
            self._resolve(request, thing)
        else:
            self._add(request, thing)
        return HttpResponseRedirect(self._address(thing, "change") + "#notes")

    def _add(self, request, thing):
        note = Note(thing=thing, by=request.user, by_text=person(request.user)[:200])
        form = NoteForm(request.POST, instance=note)
        if form.is_valid():
            with transaction.atomic():
                form.save()
                for listener in written_listeners:
                    listener(note)
            mark_saved(request)
        else:
            messages.error(request, f"Chưa ghi được ghi chú: {form.errors['text'][0]}")

    def _resolve(self, request, thing):
        asked = request.POST["resolved"]
        notes = Note.objects.of(thing).unresolved().filter(pk=parse_bigint(asked))
        if notes.update(resolved_at=timezone.now()):
            mark_saved(request)
        else:
            messages.error(request, "Ghi chú này không còn chờ ai nữa.")
