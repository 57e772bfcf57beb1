"""The history of a thing in the admin: who did and saved what, comparing two texts, restoring one."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from publishing import difference, lock, revisions, saving, workflow
from publishing.audit_log import action_label
from publishing.bigints import parse_bigint
from publishing.dates import clock_and_day
from publishing.edit_conflict import last_change_sentence
from publishing.models import Event, Presence, Revision, RevisionState, State, TextSnapshot, person
from publishing.paging import MAX_MICROSECONDS, OLDER, microseconds, moment_of, read_cursor
from publishing.submissions import idempotent, mark_saved

MAX_ENTRIES = 100  # entries of each kind on one page
COMPARED = ("tu", "den")  # parameters: the text that is compared, and with which
CHOSEN_IN_HISTORY = "chon"  # a parameter that the form of the history sends, where both are to be chosen
# What else the answer to an open form tells it: each gets the request and the thing; wired in portal/apps.py
presence_extras = []
PUBLIC_KEY, WORKING_KEY = "dang", "soan"  # texts that have a name in the address instead of a number


@dataclass(frozen=True)
class Entry:
    """One line of the history: an Event or a Revision."""

    at: datetime
    what: str
    by_text: str
    note: str
    state: str
    revision: Revision | None = None


@dataclass(frozen=True)
class ComparedText:
    """A text chosen for comparison: its key in the address, its label, and the text itself."""

    key: str
    label: str
    text: TextSnapshot


def history_entries(thing, *, before=None):
    """Events and Revisions of a thing, the latest first; with `before` (a moment) older ones."""
    events, kept = Event.objects.of(thing).order_by("-pk"), Revision.objects.of(thing).defer("content", "names")
    kept = kept.order_by("-pk")
    if before:
        events, kept = events.filter(at__lt=before), kept.filter(created_at__lt=before)
    found = [_event_entry(event) for event in events[:MAX_ENTRIES]] + [
        _revision_entry(revision) for revision in kept[:MAX_ENTRIES]
    ]
    return sorted(found, key=lambda entry: entry.at, reverse=True)[:MAX_ENTRIES]


def _event_entry(event):
    state = event.after or {}
    label = State(state["edit_state"] or state["state"]).label if state.get("state") else ""
    return Entry(event.at, action_label(event), event.by_text, event.note, label)


def _revision_entry(revision):
    told = [revision.note, f"Đính chính: {revision.correction}" if revision.correction else ""]
    told += ["Sửa nhỏ." if revision.is_minor else ""]
    label = RevisionState(revision.state).label
    return Entry(revision.created_at, "Lưu", revision.by_text, " ".join(filter(None, told)), label, revision)


def compared_text(thing, key):
    """The text for a key of an address: a revision's number, the public text, or the working text."""
    if key == PUBLIC_KEY and thing.was_out:
        return ComparedText(key, "bản bạn đọc có", TextSnapshot.of(thing))
    if key == WORKING_KEY:
        edit = revisions.open_revision(thing)
        text = TextSnapshot.from_revision(edit, thing) if edit else TextSnapshot.of(thing)
        return ComparedText(key, "bản đang soạn", text)
    revision = Revision.objects.of(thing).filter(pk=parse_bigint(key)).first()
    if revision is None:
        raise Http404("Không có bản lưu này.")
    moment = clock_and_day(revision.created_at)
    return ComparedText(key, f"bản lưu lúc {moment}", TextSnapshot.from_revision(revision, type(thing)()))


def _choice_advice(query):
    """A sentence on what is still to be chosen to compare two texts, or ""."""
    if not all(query.get(name) for name in COMPARED):
        return (
            "Chưa chọn đủ hai bản. Hãy chọn một bản ở cột “So từ” và một bản ở cột “đến”, rồi bấm “So hai bản đã chọn”."
        )
    if len({query[name] for name in COMPARED}) == 1:
        return "Hai cột đang chọn cùng một bản. Hãy chọn một bản khác ở cột “So từ” hoặc cột “đến”."
    return ""


class HistoryAdminMixin:
    """Part of an admin: the history of a thing, comparing, restoring; who has its form open."""

    object_history_template = "publishing/admin/history.html"

    def get_urls(self):
        compare = self._page("<int:object_id>/compare/", self.compare_view, "compare")
        restore_revision = self._page("<int:object_id>/take-up/<int:revision_id>/", self.restore_view, "take_up")
        presence = self._page("<int:object_id>/presence/", self.presence_view, "presence")
        return [compare, restore_revision, presence, *super().get_urls()]

    def _get_viewable(self, request, object_id):
        thing = get_object_or_404(self.get_queryset(request), pk=parse_bigint(str(object_id)))
        if not self.has_view_permission(request, thing):
            raise PermissionDenied
        return thing

    def history_view(self, request, object_id, extra_context=None):
        thing = self._get_viewable(request, object_id)
        cursor = read_cursor(request.GET.get(OLDER, ""), MAX_MICROSECONDS)
        entries = history_entries(thing, before=cursor and moment_of(cursor[0]))
        context = {
            "title": f"Lịch sử: {thing}",
            "entries": entries,
            "chosen": {name: request.GET.get(name, "") for name in COMPARED},
            "here": request.GET.get(OLDER, ""),
            "older": microseconds(entries[-1].at) if len(entries) == MAX_ENTRIES else None,
            "may_restore": workflow.may_edit(thing, request.user),
        }
        return self._render_page(request, thing, self.object_history_template, context)

    def compare_view(self, request, object_id):
        """Show the differences between two texts; where one is an old revision, with a button to restore it."""
        thing = self._get_viewable(request, object_id)
        if CHOSEN_IN_HISTORY in request.GET and (advice := _choice_advice(request.GET)):
            messages.warning(request, advice)
            query = urlencode({name: request.GET[name] for name in (*COMPARED, OLDER) if name in request.GET})
            return HttpResponseRedirect(self._address(thing, "history") + (f"?{query}" if query else ""))
        old = compared_text(thing, request.GET.get("tu") or (PUBLIC_KEY if thing.was_out else WORKING_KEY))
        new = compared_text(thing, request.GET.get("den") or WORKING_KEY)
        context = {
            "title": "So sánh",
            "old": old,
            "new": new,
            "differences": difference.between(thing, old.text, new.text),
            "may_restore": workflow.may_edit(thing, request.user),
        }
        return self._render_page(request, thing, "publishing/admin/compare.html", context)

    @idempotent
    def restore_view(self, request, object_id, revision_id):
        """Make an old text the working text again."""
        thing = self._get_viewable(request, object_id)
        if request.method != "POST":
            raise Http404
        revision = get_object_or_404(Revision.objects.of(thing), pk=revision_id)
        seen = request.POST.get("version", "")
        try:
            with transaction.atomic():
                _, missing = saving.restore_revision(thing, revision, by=request.user, version=parse_bigint(seen))
        except lock.StaleVersion:
            messages.error(
                request,
                f"Chưa khôi phục: {last_change_sentence(thing, by=request.user)}, sau khi bạn xem. Hãy xem lại.",
            )
        except (PermissionDenied, ValidationError) as error:
            for sentence in getattr(error, "messages", [str(error)]):
                messages.error(request, sentence)
        else:
            mark_saved(request)
            messages.success(request, "Đã khôi phục bản lưu thành bản đang soạn.")
            for one in missing:
                messages.warning(request, f"Không còn nữa nên để trống: {one}.")
        return HttpResponseRedirect(self._address(thing, "change"))

    def presence_view(self, request, object_id):
        """Record that the form is open, or closed (`gone`), and return who else has it open since when."""
        return _presence(request, self._get_viewable(request, object_id))

    def _render_page(self, request, thing, template, context):
        own = {"opts": self.opts, "original": thing, "object": thing}
        return TemplateResponse(request, template, {**self.admin_site.each_context(request), **own, **context})


@require_POST
def _presence(request, thing):
    if "gone" in request.POST:
        Presence.objects.at(thing).filter(user=request.user).delete()
        return JsonResponse({"others": []})
    Presence.objects.touch(thing, request.user)
    others = Presence.objects.others_at(thing, request.user)
    people = [{"name": person(one.user), "since": f"{timezone.localtime(one.since):%H:%M}"} for one in others]
    answer = {"others": people, "version": thing.version}
    for extra in presence_extras:
        answer |= extra(request, thing)
    return JsonResponse(answer)
