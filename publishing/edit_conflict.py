"""An edit conflict of a versioned text: the message and the differences that the later editor is shown."""

import copy

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.functional import cached_property

from publishing import difference, revisions
from publishing.audit_log import action_label
from publishing.models import CLOSED_STATES, Event, Revision, TextSnapshot, versioned_columns
from publishing.workflow import state_description

PUBLIC_EDIT_FIELDS = ("is_minor", "correction")  # fields of the open Revision that readers see when it is published


def last_change(thing, *, since=None):
    """The Revision or Event that changed a thing last; None where it is unknown: an event before `since` is not it."""
    saved = Revision.objects.of(thing).defer("content").order_by("-pk").first()
    done = Event.objects.of(thing).order_by("-pk").first()
    if saved and (done is None or saved.created_at >= done.at):
        return saved
    return done if done and (since is None or done.at >= since) else None


def is_own_change(change, by):
    """Whether a change from `last_change` was made by this user, whose other tab it then was."""
    return bool(change and by) and change.by_id == by.pk


def change_sentence(change, *, by=None):
    """Who made a change, how and when: "Trần Thị Mai (mai) đã lưu lúc 10:32:05, 24/11/2026".

    To whoever made it themselves, `by`: "Bạn đã lưu lúc 10:32:05, 24/11/2026 ở thẻ khác".
    """
    if change is None:
        return "Người khác đã ghi"
    is_saved = isinstance(change, Revision) or change.name == "change"
    done, at = "lưu" if is_saved else action_label(change), getattr(change, "created_at", None) or change.at
    told = f"đã {done[:1].lower()}{done[1:]} lúc {_moment(at)}"
    return f"Bạn {told} ở thẻ khác" if is_own_change(change, by) else f"{change.by_text or 'Hệ thống'} {told}"


def last_change_sentence(thing, *, by):
    """Who changed a thing last, as `change_sentence` says it to the user `by`."""
    return change_sentence(last_change(thing), by=by)


BELOW_FIELDS = "dưới mỗi ô khác nhau có đánh dấu chỗ khác với {theirs}"


def merge_instructions(auto_merged, differing, where=BELOW_FIELDS, *, theirs="bản của họ"):
    """Build the sentences that say how to go on: which fields took the other's text, and whether others differ.

    `where` says in words where on the page the other's text, `{theirs}`, is shown.
    """
    told = []
    if auto_merged:
        told.append(f"Những ô bạn không động đến đã lấy theo {theirs}: {', '.join(auto_merged)}.")
    if differing:
        told.append(f"Chữ của bạn vẫn còn trong các ô; {where.format(theirs=theirs)}.")
    return [*told, "Xem lại, gộp những gì cần giữ rồi bấm Lưu lần nữa."]


def opening_sentences(change, changed_labels, *, by):
    """The first sentences of the message: who has changed the thing since the form was opened, and which fields."""
    whose = "ở thẻ này" if is_own_change(change, by) else "của bạn"
    told = [f"{change_sentence(change, by=by)}, sau khi bạn mở trang này. Chưa có gì {whose} được lưu."]
    if changed_labels:
        told.append(f"{'Ở đó' if is_own_change(change, by) else 'Họ'} đã sửa: {', '.join(changed_labels)}.")
    return told


def name_of_theirs(change, by):
    """What the other text is called: of oneself or of others."""
    return "bản đã lưu ấy" if is_own_change(change, by) else "bản của họ"


def _moment(at):
    return f"{timezone.localtime(at):%H:%M:%S, %d/%m/%Y}"


def typed_snapshot(thing, cleaned):
    """The text of a thing with what was typed into its form, `cleaned`; fields that it lacks stay as they are."""
    mine, relations = copy.copy(thing), dict(getattr(thing, "relations", {}))
    for column in versioned_columns(thing):
        value = cleaned.get(column.name)
        if column.name not in cleaned or isinstance(value, UploadedFile):
            continue
        if column.many_to_many:
            relations[column.name] = list(value)
        else:
            setattr(mine, column.name, value or "" if hasattr(value, "storage") or value is False else value)
    return TextSnapshot.of(mine, relations)


class EditConflict:
    """A text typed over version `cleaned["version"]` of a thing that others have changed since.

    `thing` has the current working text, `cleaned` what the second editor typed. `auto_merged` are the fields that the
    second had not changed and the other had; `differences_html` shows, for each field that both have changed or that
    the second alone changed, the difference between the two texts.
    """

    def __init__(self, thing, cleaned):
        self.thing, self.seen = thing, cleaned["version"]
        self.theirs = TextSnapshot.of(thing, getattr(thing, "relations", None))
        self.mine = typed_snapshot(thing, cleaned)
        base = self._base_text()
        self.changed_by_others = difference.between(thing, base, self.theirs) if base else []
        differences = difference.between(thing, self.theirs, self.mine)
        untouched = {one.name for one in differences if base and base.content[one.name] == self.mine.content[one.name]}
        self.auto_merged = sorted(untouched)
        self.auto_merged_edit_fields = self._auto_merged_edit_fields(cleaned)
        self.differences_html = {one.name: one.html for one in differences if one.name not in untouched}

    def _base_text(self):
        """The text that the second editor's form was opened with, or None where it is unknown.

        A field that its revision does not know stood there as in the row; where the row has been written since, as in
        a new thing.
        """
        if self._base is None:
            return None
        model = type(self.thing)
        is_row_as_seen = revisions.for_row(self.thing).pk <= self._base.pk
        base = model._base_manager.get(pk=self.thing.pk) if is_row_as_seen else model()
        return TextSnapshot.from_revision(self._base, base)

    def _auto_merged_edit_fields(self, cleaned):
        """The PUBLIC_EDIT_FIELDS that the other changed and the second did not."""
        edit, base = getattr(self.thing, "open_edit", None) or Revision(), self._base or Revision()
        found = Revision() if base.state in CLOSED_STATES else base
        told = {name: (getattr(found, name), getattr(edit, name)) for name in PUBLIC_EDIT_FIELDS if name in cleaned}
        return {name: now for name, (then, now) in told.items() if cleaned[name] == then != now}

    @cached_property
    def _base(self):
        """The revision that the second editor's form was opened with."""
        return Revision.objects.of(self.thing).filter(version__lte=self.seen).order_by("-pk").first()

    @property
    def can_save_again(self):
        """Whether saving again is possible, now that the second editor has seen the other's text."""
        return getattr(self.thing, "is_editable", True)

    def is_own_resubmission(self, by):
        """Whether the same user sent the same text again, for instance by a double click; then it is no conflict."""
        saved = Revision.objects.of(self.thing).defer("content").order_by("-pk").first()
        is_own = by is not None and saved is not None and (saved.by_id, saved.version) == (by.pk, self.thing.version)
        return (
            is_own
            and self.can_save_again
            and not (self.auto_merged or self.differences_html or self.auto_merged_edit_fields)
        )

    def sentences(self, by=None):
        """The message for the second editor, the user `by`, in order."""
        change = last_change(self.thing)
        told = opening_sentences(change, [one.label for one in self.changed_by_others], by=by)
        if not self.can_save_again:
            return [*told, f"{self._state()} Bạn không sửa được nữa; hãy chép lại phần cần giữ trước khi rời trang."]
        if not (self.auto_merged or self.differences_html or self.auto_merged_edit_fields):
            return [*told, "Chữ của bạn giống hệt bản đã lưu ấy."]
        auto_merged = [self.thing._meta.get_field(name).verbose_name for name in self.auto_merged]
        return told + merge_instructions(auto_merged, self.differences_html, theirs=name_of_theirs(change, by))

    def _state(self):
        if self.thing.is_trashed:
            return "Nội dung này đang ở thùng rác."
        return f"Nội dung này đang là: {state_description(self.thing)}."
