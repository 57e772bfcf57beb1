"""Two people have written to the same thing: what the second is told, and shown beside their own text."""

import copy

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.functional import cached_property

from publishing import difference
from publishing.models import Event, Revision
from publishing.record import deeds
from publishing.revisions import OPEN_STATES, Text, versioned
from publishing.workflow import state_in_words

TOLD_TO_READERS = ("is_minor", "correction")  # what an open edit says of itself, beside its text


def deed(name):
    """What was done, in the words of the button."""
    return deeds().get(name, name)


def last_words_on(thing, *, since=None):
    """Who wrote to a thing last, what and when: "Trần Thị Mai (mai) đã lưu lúc 10:32, 24/11/2026".

    What was done before the moment `since` is not told: then nobody knows who has written.
    """
    saved = Revision.objects.of(thing).defer("content").order_by("-pk").first()
    done = Event.objects.of(thing).order_by("-pk").first()
    if saved and (done is None or saved.created_at >= done.at):
        return f"{saved.by_text or 'Hệ thống'} đã lưu lúc {_moment(saved.created_at)}"
    if done and (since is None or done.at >= since):
        return words_of(done)
    return "Người khác đã ghi"


def words_of(event):
    """An event as a sentence without its end: "Trần Thị Mai (mai) đã xóa lúc 10:32:05, 24/11/2026"."""
    done = "lưu" if event.name == "change" else deed(event.name)
    return f"{event.by_text or 'Hệ thống'} đã {done[:1].lower()}{done[1:]} lúc {_moment(event.at)}"


BELOW_FIELDS = "dưới mỗi ô khác nhau có đánh dấu chỗ khác với bản của họ"


def how_to_go_on(left_alone, differing, where=BELOW_FIELDS):
    """What the second is told of their own text: labels of what took the other's, and whether something differs.

    `where` says in words at which place of the page the other's text stands.
    """
    told = []
    if left_alone:
        told.append(f"Những ô bạn không động đến đã lấy theo bản của họ: {', '.join(left_alone)}.")
    if differing:
        told.append(f"Chữ của bạn vẫn còn trong các ô; {where}.")
    return [*told, "Xem lại, gộp những gì cần giữ rồi bấm Lưu lần nữa."]


def _moment(at):
    return f"{timezone.localtime(at):%H:%M:%S, %d/%m/%Y}"


class Meeting:
    """A text typed over version `cleaned["version"]` of a thing that others have written to since.

    `thing` carries the text that is being worked on now, `cleaned` what the second typed. `left_alone` are the fields
    that the second had not touched and the other changed; `beside` says for each field that both have changed, and for
    any the second alone changed, how the other's text becomes theirs.
    """

    def __init__(self, thing, cleaned):
        self.thing, self.seen = thing, cleaned["version"]
        self.theirs = Text.of(thing, getattr(thing, "relations", None))
        self.mine = self._typed(cleaned)
        base = self._base.content if self._base else {}
        self.changed_by_others = difference.between(thing, Text.kept_in(self._base), self.theirs) if self._base else []
        differences = difference.between(thing, self.theirs, self.mine)
        untouched = {one.name for one in differences if self._is_as_read(base, one.name)}
        self.left_alone = sorted(untouched)
        self.told_left_alone = self._told_left_alone(cleaned)
        self.beside = {one.name: one.html for one in differences if one.name not in untouched}

    def _is_as_read(self, base, name):
        return name in base and base[name] == self.mine.content[name]

    def _told_left_alone(self, cleaned):
        """What the other's edit tells readers where the second left what they had found."""
        edit, base = getattr(self.thing, "open_edit", None) or Revision(), self._base or Revision()
        found = base if base.state in OPEN_STATES else Revision()
        told = {name: (getattr(found, name), getattr(edit, name)) for name in TOLD_TO_READERS if name in cleaned}
        return {name: now for name, (then, now) in told.items() if cleaned[name] == then != now}

    def _typed(self, cleaned):
        mine, relations = copy.copy(self.thing), dict(getattr(self.thing, "relations", {}))
        for column in versioned(self.thing):
            value = cleaned.get(column.name)
            if column.name not in cleaned or isinstance(value, UploadedFile):
                continue
            if column.many_to_many:
                relations[column.name] = list(value)
            else:
                setattr(mine, column.name, value or "" if hasattr(value, "storage") or value is False else value)
        return Text.of(mine, relations)

    @cached_property
    def _base(self):
        """The revision from which the second began to type."""
        return Revision.objects.of(self.thing).filter(version__lte=self.seen).order_by("-pk").first()

    @property
    def may_go_on(self):
        """Whether saving again can be let through, now that the second has seen what the other wrote."""
        return getattr(self.thing, "may_be_saved", True)

    def is_with_oneself(self, by):
        """Whether the same person sends once more what they wrote last, as by a second press of a button."""
        saved = Revision.objects.of(self.thing).defer("content").order_by("-pk").first()
        is_own = by is not None and saved is not None and (saved.by_id, saved.version) == (by.pk, self.thing.version)
        return is_own and self.may_go_on and not (self.left_alone or self.beside or self.told_left_alone)

    def sentences(self):
        """What the second is told, in the order of reading."""
        told = [f"{last_words_on(self.thing)}, sau khi bạn mở trang này. Chưa có gì của bạn được lưu."]
        if self.changed_by_others:
            told.append(f"Họ đã sửa: {', '.join(one.label for one in self.changed_by_others)}.")
        if not self.may_go_on:
            return [*told, f"{self._state()} Bạn không sửa được nữa; hãy chép lại phần cần giữ trước khi rời trang."]
        if not (self.left_alone or self.beside or self.told_left_alone):
            return [*told, "Chữ của bạn giống hệt bản đã lưu ấy."]
        left_alone = [self.thing._meta.get_field(name).verbose_name for name in self.left_alone]
        return told + how_to_go_on(left_alone, self.beside)

    def _state(self):
        if self.thing.is_trashed:
            return "Nội dung này đang ở thùng rác."
        return f"Nội dung này đang là: {state_in_words(self.thing)}."
