"""Compares the audit log with its seals, and names the first Event or seal that was altered, deleted or inserted.

Reads page by page while the site goes on. A seal is checked before what it says is believed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.utils import timezone

from publishing.audit_log import ACTION_LABELS
from publishing.canonical_events import canonical_events, differing_values
from publishing.models import Event, Seal, UnsealedEvent
from publishing.models.seal import NO_DIGEST, moment_text
from publishing.sealing import overdue_events

SEALS_A_PAGE = 100
EVENTS_A_QUERY = 2_000
EVENTS_A_PAGE = 20_000
MAX_TRANSACTION = timedelta(hours=1)  # an event is sealed when its transaction ends, which may be long after its moment


class AuditLogTampered(Exception):
    """The audit log differs from its seals; the message is a Vietnamese sentence that names where."""


@dataclass
class VerifiedLog:
    """What was found to be whole; `head` is that of the last seal, `cut_text` a sentence on what was cut."""

    events: int
    seals: int
    head: str
    cut_text: str
    waiting: int
    overdue: int


class _Keys:
    """A set of keys, a bit for each: a million of them take 125 kB."""

    PAGE_BITS = 2**16

    def __init__(self):
        self._pages: dict[int, bytearray] = {}

    def add(self, key: int) -> None:
        page = self._pages.setdefault(key // self.PAGE_BITS, bytearray(self.PAGE_BITS // 8))
        page[key % self.PAGE_BITS // 8] |= 1 << key % 8

    def __contains__(self, key: int) -> bool:
        page = self._pages.get(key // self.PAGE_BITS)
        return bool(page and page[key % self.PAGE_BITS // 8] >> key % 8 & 1)


class AuditVerification:
    """One run over all seals and all events; `kept_heads` are heads `{number: digest}` that were kept elsewhere."""

    def __init__(self, kept_heads: dict[int, str] | None = None):
        self._kept_heads = kept_heads or {}
        self._newest = Seal.objects.order_by("-number").values_list("number", flat=True).first() or 0
        self._kinds = {f"{kind.app_label}.{kind.model}" for kind in ContentType.objects.all()}
        self._sealed = _Keys()
        self._events = self._seals = 0
        self._first: Seal | None = None
        self._last: Seal | None = None
        self._cut: dict | None = None  # the last one
        self._complete_before = ""  # what is older than this was sealed before, if it was there

    def run(self) -> VerifiedLog:
        """Return what was verified; AuditLogTampered where something differs."""
        for seals in _pages_of_seals(self._newest):
            sound, broken = self._sound(seals)
            self._compare(sound)
            if broken:
                raise broken
        self._check_beginning()
        self._check_end()
        self._check_deleted_while_waiting()
        self._check_in_no_seal()
        head = self._last.head if self._last else "-"
        waiting, overdue = UnsealedEvent.objects.count(), overdue_events().count()
        return VerifiedLog(self._events, self._seals, head, self._cut_text(), waiting, overdue)

    def _sound(self, seals: list[Seal]) -> tuple[list[Seal], AuditLogTampered | None]:
        """The seals up to the first that does not follow upon the one before, and what is wrong with that one."""
        for place, seal in enumerate(seals):
            try:
                self._check_seal(seal)
            except AuditLogTampered as broken:
                return seals[:place], broken
            self._first = self._first or seal
            self._last = seal
            self._seals += 1
        return seals, None

    def _check_seal(self, seal: Seal) -> None:
        if self._last and seal.number != self._last.number + 1:
            raise AuditLogTampered(f"Niêm phong số {self._last.number + 1} đã bị xóa.")
        if seal.computed_digest() != seal.digest:
            raise AuditLogTampered(f"{_seal_text(seal)} đã bị sửa.")
        before = self._last.digest if self._last else NO_DIGEST if seal.number == 1 else seal.previous
        if seal.previous != before:
            raise AuditLogTampered(f"{_seal_text(seal)} không nối tiếp niêm phong trước nó: một trong hai đã bị thay.")
        if self._kept_heads.get(seal.number, seal.digest) != seal.digest:
            raise AuditLogTampered(
                f"{_seal_text(seal)} không mang mã đã giữ ở nơi khác: nhật ký từ đó trở về trước đã bị viết lại."
            )

    def _compare(self, seals: list[Seal]) -> None:
        """Compare what the seals hold with the events as they are now."""
        entries = self._entries(seals)
        while some := list(islice(entries, EVENTS_A_QUERY)):
            texts = canonical_events([entry["id"] for _, entry, _ in some])
            for seal, entry, complete_before in some:
                self._check_event(seal, entry, texts.get(entry["id"]))
                self._check_time(seal, entry, complete_before)
                self._sealed.add(entry["id"])
                self._events += 1

    def _entries(self, seals: list[Seal]) -> Iterator[tuple[Seal, dict, str]]:
        """Each event of the seals as it was sealed; what is older than the text beside it had been sealed before."""
        for seal in seals:
            if seal.kind == Seal.Kind.CUT:
                [self._cut] = seal.entries()
                continue
            for entry in seal.entries():
                yield seal, entry, self._complete_before
            if seal.is_complete:
                self._complete_before = moment_text(seal.sealed_at - MAX_TRANSACTION)

    def _check_event(self, seal: Seal, entry: dict, text: str | None) -> None:
        if text is None or "missing" in entry:
            raise AuditLogTampered(f"{_event_text(entry)} đã bị xóa; việc ấy thuộc niêm phong số {seal.number}.")
        if differing := differing_values(entry, text, self._kinds):
            name, then, now = differing[0]
            raise AuditLogTampered(
                f"{_event_text(entry)} đã bị sửa: {_column_name(name)} lúc niêm phong là “{then}”, nay là “{now}”."
            )

    def _check_time(self, seal: Seal, entry: dict, complete_before: str) -> None:
        if entry["id"] in self._sealed:
            raise AuditLogTampered(f"{_event_text(entry)} bị niêm phong thêm một lần nữa ở số {seal.number}.")
        if "at" in entry and entry["at"] < complete_before:
            raise AuditLogTampered(
                f"{_event_text(entry)} đã bị chèn vào sau: đến {_local(seal.sealed_at)} mới được niêm phong "
                f"(số {seal.number}), dù mọi việc lúc ấy trở về trước đã niêm phong xong từ lâu."
            )

    def _check_beginning(self) -> None:
        """Without seal number 1, a later cut has to say that what came before the first one was removed."""
        if self._first is None or self._first.number == 1:
            return
        cut_through = self._cut["through"] if self._cut else 0
        is_next = cut_through == self._first.number - 1
        if cut_through < self._first.number - 1 or (is_next and self._cut["digest"] != self._first.previous):
            raise AuditLogTampered(f"Niêm phong số {self._first.number - 1} đã bị xóa.")

    def _check_end(self) -> None:
        """Kept heads of seals that are not there."""
        for number, digest in sorted(self._kept_heads.items()):
            if self._last is None or number > self._last.number:
                raise AuditLogTampered(f"Niêm phong số {number}, mà mã đã giữ ở nơi khác, không còn trong nhật ký.")
            is_cut = number < self._first.number
            if is_cut and (number, digest) != (self._cut["through"], self._cut["digest"]):
                raise AuditLogTampered(
                    f"Niêm phong số {number} thuộc phần đã cắt (đến hết số {self._cut['through']}) nên không so được "
                    "với mã đã giữ; hãy dùng mã của một niêm phong sau đó."
                )

    def _check_deleted_while_waiting(self) -> None:
        """What waits has its event: both are written, and sealed, in one transaction."""
        events = Event.objects.filter(pk=OuterRef("pk"))
        if orphan := UnsealedEvent.objects.filter(~Exists(events)).order_by("pk").first():
            raise AuditLogTampered(f"Việc số {orphan.pk} đã bị xóa trước khi được niêm phong.")

    def _check_in_no_seal(self) -> None:
        """An event that neither waits nor is in a seal was not written by `record`."""
        for pks in _pages_of_settled_events():
            unknown = [pk for pk in pks if pk not in self._sealed]
            if unknown and (inserted := sorted(set(unknown) - self._sealed_since())):
                [line] = canonical_events(inserted[:1]).values()
                raise AuditLogTampered(
                    f"{_event_text(json.loads(line))} đã bị chèn vào nhật ký: không thuộc niêm phong nào."
                )

    def _cut_text(self) -> str:
        if not self._cut:
            return ""
        first_at, last_at = (_local(datetime.fromisoformat(self._cut[name])) for name in ("first_at", "last_at"))
        return (
            f"Lần cắt gần nhất bỏ {self._cut['events']} việc, từ {first_at} đến {last_at}, hết niêm phong số "
            f"{self._cut['through']}."
        )

    def _sealed_since(self) -> set[int]:
        """The events that were sealed while this was running."""
        seals = Seal.objects.filter(number__gt=self._newest, kind=Seal.Kind.BATCH)
        return {entry["id"] for seal in seals for entry in seal.entries()}


def _pages_of_seals(newest: int) -> Iterator[list[Seal]]:
    number = -1
    while seals := list(Seal.objects.filter(number__gt=number, number__lte=newest).order_by("number")[:SEALS_A_PAGE]):
        yield seals
        number = seals[-1].number


def _pages_of_settled_events() -> Iterator[list[int]]:
    """The keys of the events that do not wait for a seal."""
    events = Event.objects.filter(~Exists(UnsealedEvent.objects.filter(pk=OuterRef("pk")))).order_by("pk")
    pk = -(2**63)
    while pks := list(events.filter(pk__gt=pk).values_list("pk", flat=True)[:EVENTS_A_PAGE]):
        yield pks
        pk = pks[-1]


def _seal_text(seal: Seal) -> str:
    return f"Niêm phong số {seal.number} (lúc {_local(seal.sealed_at)})"


def _event_text(entry: dict) -> str:
    """An event as the sentences name it."""
    if "at" not in entry:
        return f"Việc số {entry['id']}"
    label = ACTION_LABELS.get(entry["name"], entry["name"])
    at = _local(datetime.fromisoformat(entry["at"]))
    who = entry["by_text"] or "Hệ thống"
    return f"Việc số {entry['id']} ({label} “{entry['thing_text']}”, {who}, lúc {at})"


def _column_name(name: str) -> str:
    return "loại" if name == "kind" else Event._meta.get_field(name).verbose_name


def _local(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M:%S, %d/%m/%Y}"
