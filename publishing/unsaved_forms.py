"""What is being written in a form and was never saved: kept, offered when the form is opened again, thrown away.

A script (`static/publishing/unsaved.js`) sends what stands in the form. It is stored for that user alone, apart from
revisions: the thing's row, the audit log and the pages of readers are never touched. Docs:
docs/decisions/0035-what-is-being-written.md.
"""

import copy
import json
from datetime import UTC, datetime

from django import forms
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from publishing import difference, submissions
from publishing.bigints import parse_bigint
from publishing.comments import may_comment
from publishing.edit_conflict import last_change_sentence, typed_snapshot
from publishing.form_responses import SECRET_NAME_PART
from publishing.models import Submission, TextSnapshot, UnsavedForm, versioned_columns

MAX_OFFERS = 5  # of what was being written in one form
MAX_NAMES = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
MAX_AHEAD_MILLISECONDS = 60_000  # by which the clock of a browser may be ahead of ours
MAX_TITLE_CHARACTERS = UnsavedForm._meta.get_field("title").max_length


class UnreadableForm(ValueError):
    """What was sent is not what a form of ours holds."""


def read_fields(text):
    """Parse `{"fields": {name: [value, …]}, "labels": {name: {value: words}}}`: those two dicts, without secrets.

    Raises UnreadableForm for anything else.
    """
    try:
        sent = json.loads(text)
        fields = {_clean(name): [_clean(one) for one in values] for name, values in sent["fields"].items()}
        labels = {
            _clean(name): {_clean(value): _clean(words) for value, words in named.items()}
            for name, named in sent.get("labels", {}).items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableForm from error
    if len(fields) > MAX_NAMES or len(labels) > MAX_NAMES:
        raise UnreadableForm
    return {name: values for name, values in fields.items() if _is_stored(name)}, labels


def _clean(text):
    """A text without what no database column can hold."""
    if not isinstance(text, str):
        raise TypeError(text)
    return text.encode("utf-8", "ignore").decode().replace("\0", "")


def _is_stored(name):
    return not (name in submissions.CONTROL_FIELDS or name.startswith("_") or SECRET_NAME_PART in name)


def _milliseconds(moment):
    return int(moment.timestamp() * 1000)


def _moment(version):
    return datetime.fromtimestamp(version / 1000, UTC)


def store(form):
    """Write what is being written over what was there; a form that was saved later, or a newer state, stays."""
    if UnsavedForm.objects.update_older(form):
        return
    saved = Submission.objects.filter(token=form.form_key, user_id=form.user_id, at__gte=_moment(form.version))
    if not saved.exclude(address="").exists():  # it was sent before the form, and has arrived after it
        UnsavedForm.objects.add(form)


def typed_differences(form, thing, stored):
    """The fields in which what was typed into a bound form differs from the text `stored`, as FieldDifferences.

    What could not be saved as it stands is shown as it was typed.
    """
    for name in [name for name, field in form.fields.items() if isinstance(field, forms.FileField)]:
        del form.fields[name]  # no file was kept, and none may be taken for removed
    refused = set(form.errors)
    found = difference.between(thing, stored, typed_snapshot(thing, form.cleaned_data))
    shown = {one.name for one in found}
    others = [name for name in form.changed_data if name in form.fields and name not in {*shown, "version"}]
    return found + [_as_typed(form[name]) for name in others if name in refused or name not in stored.content]


def _as_typed(bound):
    typed = bound.data
    if isinstance(typed, bool):
        typed = "có" if typed else "không"
    words = " ".join(map(str, typed)) if isinstance(typed, list) else typed or difference.EMPTY_LABEL
    return difference.FieldDifference(bound.name, bound.label, format_html("<p><ins>{}</ins></p>", words))


class UnsavedFormsAdminMixin:
    """Part of the admin of a published thing, as `publishing.history.HistoryAdminMixin` is."""

    def get_urls(self):
        of_new = self._page("add/unsaved/", self.unsaved_view, "unsaved_new")
        return [of_new, self._page("<int:object_id>/unsaved/", self.unsaved_view, "unsaved"), *super().get_urls()]

    @method_decorator([never_cache, require_POST])
    def unsaved_view(self, request, object_id=None):
        """Keep what is being written (`act` is `keep`), compare it with what is stored, or discard it."""
        thing = None if object_id is None else self._unsaved_thing(request, object_id)
        acts = {"keep": self._keep_unsaved, "compare": self._compare_unsaved, "discard": self._discard_unsaved}
        act = acts.get(request.POST.get("act"))
        if not (self.has_add_permission(request) if thing is None else may_comment(thing, request.user)):
            raise PermissionDenied
        key = request.POST.get("key", "")
        if act is None or not submissions.is_key(key):
            return HttpResponseBadRequest()
        try:
            return act(request, thing, key)
        except UnreadableForm:
            return HttpResponseBadRequest()

    def _unsaved_thing(self, request, object_id):
        """The thing, without its long texts, which are read where they are compared."""
        long = [column.name for column in versioned_columns(self.model) if isinstance(column, models.TextField)]
        thing = get_object_or_404(self.get_queryset(request).defer(*long), pk=parse_bigint(str(object_id)))
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        return thing

    def _keep_unsaved(self, request, thing, key):
        version = parse_bigint(request.POST.get("version", ""))
        if version is None:
            raise UnreadableForm
        fields, labels = read_fields(request.POST.get("content", ""))
        now = timezone.now()
        version = min(version, _milliseconds(now) + MAX_AHEAD_MILLISECONDS)
        store(
            UnsavedForm(
                user_id=request.user.pk,
                content_type=ContentType.objects.get_for_model(self.model),
                object_id=thing and thing.pk,
                form_key=key,
                title=" ".join(fields.get("title", []))[:MAX_TITLE_CHARACTERS],
                fields=fields,
                labels=labels,
                version=version,
                saved_at=now,
            )
        )
        return JsonResponse({"version": version, "at": f"{timezone.localtime(now):%H:%M:%S}"})

    def _discard_unsaved(self, request, thing, key):
        UnsavedForm.objects.filter(user_id=request.user.pk, form_key=key).delete()
        return HttpResponse(status=204)

    def _compare_unsaved(self, request, thing, key):
        """What was being written with its differences: the browser's own state where it is sent, else the server's."""
        kept = self._unsaved_of(request, thing).filter(form_key=key).first()
        if "content" in request.POST:
            fields, labels = read_fields(request.POST["content"])
        elif kept is None:
            return HttpResponse(status=404)
        else:
            fields, labels = kept.fields, kept.labels
        saved = Submission.objects.filter(token=key, user_id=request.user.pk).exclude(address="").first()
        thing = self._made_by(saved, request) if thing is None else thing
        differences = self._differences(request, thing, fields)
        told = {"differences": differences, "changed_since": self._changed_since(thing, fields, request.user)}
        answer = {
            "fields": fields,
            "labels": labels,
            "names": [one.label for one in differences],
            "differences": render_to_string("publishing/admin/unsaved_differences.html", told),
            "token": submissions.signed_token(request.user, key),
        }
        if saved:
            answer["saved"] = {"address": saved.address, "object_id": saved.object_id, "version": saved.version}
        return JsonResponse(answer)

    def _unsaved_of(self, request, thing):
        return UnsavedForm.objects.of_user(request.user, self.model, thing and thing.pk)

    def _made_by(self, saved, request):
        """What the form of a new thing has made already, or None."""
        made = self.get_queryset(request).filter(pk=saved.object_id).first() if saved else None
        return made if made and self.has_view_permission(request, made) else None

    def _differences(self, request, thing, fields):
        data = QueryDict(mutable=True)
        for name, values in fields.items():
            data.setlist(name, values)
        if thing is not None:
            data["version"] = str(thing.version)  # only the words are compared, no conflict is looked for
            self.apply_working_text(thing, request.user)
        instance = copy.copy(thing) if thing is not None else self.model()
        form = self.get_form(request, thing, change=thing is not None)(data, instance=instance)
        thing = self.model() if thing is None else thing
        return typed_differences(form, thing, TextSnapshot.of(thing, getattr(thing, "relations", None)))

    def _changed_since(self, thing, fields, by):
        base = parse_bigint(" ".join(fields.get("version", [])))
        if thing is None or base is None or base >= thing.version:
            return ""
        return f"{last_change_sentence(thing, by=by)}, sau khi bạn mở bản để viết."

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):  # noqa: FBT002
        if self.has_add_permission(request) if obj is None else may_comment(obj, request.user):
            context["unsaved"] = json.dumps(self._unsaved_settings(request, obj))
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def _unsaved_settings(self, request, thing):
        """What the script must know: whose form it is and of what, and what was being written in it before."""
        rows = self._unsaved_of(request, thing).only("form_key", "title", "version")[:MAX_OFFERS]
        return {
            "address": "../unsaved/" if thing else "unsaved/",
            "user": request.user.pk,
            "model": self.opts.label_lower,
            "object_id": thing and thing.pk,
            "may_write": thing is None or self.has_change_permission(request, thing),
            "now": _milliseconds(timezone.now()),
            "offers": [{"key": row.form_key, "title": row.title, "version": row.version} for row in rows],
        }

    def log_addition(self, request, thing, message):
        super().log_addition(request, thing, message)
        if sent := submissions.read_sent_form(request):
            UnsavedForm.objects.filter(user_id=request.user.pk, form_key=sent.token).delete()

    def log_change(self, request, thing, message):
        super().log_change(request, thing, message)
        UnsavedForm.objects.of_user(request.user, self.model, thing.pk).delete()
