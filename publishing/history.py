"""The history of a thing in the admin: who saved and did what, what differs between two texts, any of them again."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from publishing import difference, lock, revisions, workflow, writing
from publishing.meeting import deed, last_words_on
from publishing.models import Event, Presence, Revision, RevisionState, State
from publishing.recorded import KEY
from publishing.revisions import Text
from publishing.submissions import sent_once, spend
from vietnamese.dates import clock_and_day

SHOWN = 100  # entries of each kind on one page
READ_NOW, WORKED_ON = "dang", "soan"  # texts that are named instead of numbered


@dataclass(frozen=True)
class Entry:
    """One line of the history: something that was done, or a text that was kept."""

    at: datetime
    what: str
    by_text: str
    note: str
    state: str
    revision: Revision | None = None


@dataclass(frozen=True)
class Chosen:
    """A text chosen for comparison: its name in an address, its name for people, and itself."""

    key: str
    label: str
    text: Text


def entries_of(thing, *, before=None):
    """What was done with a thing and what was kept of it, the latest first; with `before` (a moment) what is older."""
    events, kept = Event.objects.of(thing).order_by("-pk"), Revision.objects.of(thing).defer("content", "names")
    kept = kept.order_by("-pk")
    if before:
        events, kept = events.filter(at__lt=before), kept.filter(created_at__lt=before)
    found = [_of_event(event) for event in events[:SHOWN]] + [_of_revision(revision) for revision in kept[:SHOWN]]
    return sorted(found, key=lambda entry: entry.at, reverse=True)[:SHOWN]


def _of_event(event):
    state = event.after or {}
    label = State(state["edit_state"] or state["state"]).label if state.get("state") else ""
    return Entry(event.at, deed(event.name), event.by_text, event.note, label)


def _of_revision(revision):
    told = [revision.note, f"Đính chính: {revision.correction}" if revision.correction else ""]
    told += ["Sửa nhỏ." if revision.is_minor else ""]
    label = RevisionState(revision.state).label
    return Entry(revision.created_at, "Lưu", revision.by_text, " ".join(filter(None, told)), label, revision)


def chosen(thing, key):
    """The text that a key of an address names: a revision's number, what readers have, or what is worked on."""
    if key == READ_NOW and thing.was_out:
        return Chosen(key, "bản bạn đọc có", Text.of(thing))
    if key == WORKED_ON:
        edit = revisions.open_revision(thing)
        return Chosen(key, "bản đang soạn", Text.kept_in(edit) if edit else Text.of(thing))
    revision = Revision.objects.of(thing).filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if revision is None:
        raise Http404("Không có bản lưu này.")
    moment = clock_and_day(timezone.localtime(revision.created_at))
    return Chosen(key, f"bản lưu lúc {moment}", Text.kept_in(revision))


class HistoryPages:
    """Part of an admin: the history of a thing, comparing, taking up again; who has its form open."""

    object_history_template = "publishing/admin/history.html"

    def get_urls(self):
        compare = self._page("<int:object_id>/compare/", self.compare_view, "compare")
        take_up = self._page("<int:object_id>/take-up/<int:revision_id>/", self.take_up_view, "take_up")
        presence = self._page("<int:object_id>/presence/", self.presence_view, "presence")
        return [compare, take_up, presence, *super().get_urls()]

    def _seen(self, request, object_id):
        if not KEY.fullmatch(str(object_id)):
            raise Http404
        thing = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        return thing

    def history_view(self, request, object_id, extra_context=None):
        thing = self._seen(request, object_id)
        before = request.GET.get("truoc", "")
        moment = datetime.fromtimestamp(float(before), timezone.get_default_timezone()) if _is_moment(before) else None
        entries = entries_of(thing, before=moment)
        context = {
            "title": f"Lịch sử: {thing}",
            "entries": entries,
            "older": entries[-1].at.timestamp() if len(entries) == SHOWN else None,
            "may_take_up": workflow.may_edit(thing, request.user),
        }
        return self._answer(request, thing, self.object_history_template, context)

    def compare_view(self, request, object_id):
        """Show what differs between two texts; with one that is an old revision the way to take it up again."""
        thing = self._seen(request, object_id)
        old = chosen(thing, request.GET.get("tu") or (READ_NOW if thing.was_out else WORKED_ON))
        new = chosen(thing, request.GET.get("den") or WORKED_ON)
        context = {
            "title": "So sánh",
            "old": old,
            "new": new,
            "differences": difference.between(thing, old.text, new.text),
            "may_take_up": workflow.may_edit(thing, request.user),
        }
        return self._answer(request, thing, "publishing/admin/compare.html", context)

    @sent_once
    def take_up_view(self, request, object_id, revision_id):
        """Make an old text the one that is being worked on."""
        thing = self._seen(request, object_id)
        if request.method != "POST":
            raise Http404
        revision = get_object_or_404(Revision.objects.of(thing), pk=revision_id)
        seen = request.POST.get("version", "")
        try:
            with transaction.atomic():
                version = int(seen) if seen.isdecimal() else None
                _, missing = writing.take_up(thing, revision, by=request.user, version=version)
        except lock.Stale:
            messages.error(request, f"Chưa khôi phục: {last_words_on(thing)}, sau khi bạn xem. Hãy xem lại.")
        except (PermissionDenied, ValidationError) as error:
            for sentence in getattr(error, "messages", [str(error)]):
                messages.error(request, sentence)
        else:
            spend(request)
            messages.success(request, "Đã khôi phục bản lưu thành bản đang soạn.")
            for one in missing:
                messages.warning(request, f"Không còn nữa nên để trống: {one}.")
        return HttpResponseRedirect(self._address(thing, "change"))

    def presence_view(self, request, object_id):
        """Note that the form is open, or closed (`gone`), and tell who else has it open since when."""
        return _presence(request, self._seen(request, object_id))

    def _answer(self, request, thing, template, context):
        own = {"opts": self.opts, "original": thing, "object": thing}
        return TemplateResponse(request, template, {**self.admin_site.each_context(request), **own, **context})


@require_POST
def _presence(request, thing):
    if "gone" in request.POST:
        Presence.objects.at(thing).filter(user=request.user).delete()
        return JsonResponse({"others": []})
    Presence.objects.sign(thing, request.user)
    others = Presence.objects.others_at(thing, request.user)
    people = [{"name": revisions.person(one.user), "since": f"{timezone.localtime(one.since):%H:%M}"} for one in others]
    return JsonResponse({"others": people, "version": thing.version})


def _is_moment(text):
    try:
        return 0 <= float(text) < 4e9
    except ValueError:
        return False
