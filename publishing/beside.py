"""What stands beside the form of every published thing: notes of those who work on it, and making a copy of it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from publishing.duplicating import duplicate
from publishing.models import Note
from publishing.revisions import person


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
    def get_urls(self):
        info = self.opts.app_label, self.opts.model_name
        views = {"notes": self.notes_view, "duplicate": self.duplicate_view}
        own = [
            path(f"<int:object_id>/{name}/", self.admin_site.admin_view(view), name="{}_{}_{}".format(*info, name))
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    @method_decorator(require_POST)
    def notes_view(self, request, object_id):
        """Add a note, or mark one as done with."""
        thing = self._seen(request, object_id)
        if not may_note(thing, request.user):
            raise PermissionDenied
        if "resolved" in request.POST:
            self._resolve(request, thing)
        else:
            self._add(request, thing)
        return self._to_form_of(thing, "#notes")

    @method_decorator(require_POST)
    def duplicate_view(self, request, object_id):
        thing = self._seen(request, object_id)
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            copy = duplicate(thing, by=request.user)
        except ValidationError as error:
            messages.error(request, error.message)
            return self._to_form_of(thing)
        messages.success(request, f"Đây là bản sao của “{thing}”, một bản nháp của bạn.")
        return self._to_form_of(copy)

    def _seen(self, request, object_id):
        thing = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        return thing

    def _add(self, request, thing):
        note = Note(thing=thing, by=request.user, by_text=person(request.user)[:200])
        form = NoteForm(request.POST, instance=note)
        if form.is_valid():
            form.save()
        else:
            messages.error(request, f"Chưa ghi được ghi chú: {form.errors['text'][0]}")

    def _resolve(self, request, thing):
        asked = request.POST["resolved"]
        notes = Note.objects.of(thing).unresolved().filter(pk=int(asked) if asked.isascii() and asked.isdigit() else 0)
        if not notes.update(resolved_at=timezone.now()):
            messages.error(request, "Ghi chú này không còn chờ ai nữa.")

    def _to_form_of(self, thing, place=""):
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[thing.pk])
        return HttpResponseRedirect(address + place)
