"""One run over everything: the findings of the checks, kept until the next run."""

from collections.abc import Iterator
from functools import partial
from time import monotonic

from django.db import transaction
from django.utils import timezone

from portal.outbox.letters import tell_admins
from portal.watch import files, hosts, record, spam
from portal.watch.findings import Found
from portal.watch.models import Finding, KnownHost, Run
from portal.watch.texts import live_texts
from publishing.audit_log import record as log_event
from publishing.models import person

KINDS = {
    "text": "Nội dung khác với nhật ký",
    "row": "Mục hiện ngay khác với nhật ký",
    "host": "Máy chủ được dẫn tới lần đầu",
    "spam": "Lời rao cờ bạc",
    "hidden": "Mã hoặc chữ ẩn",
    "release": "Tệp của bản phát hành",
    "media": "Tệp đã lưu",
}

MAX_TOLD = 50  # findings named in a letter


def run():
    """Check everything; keep and return the findings. Those of earlier runs that are found no longer are forgotten."""
    begun = monotonic()
    seen = set(Finding.objects.exclude(seen_at=None).values_list("key", flat=True))
    is_first = not Run.objects.exists()
    if is_first:
        hosts.learn()
    texts = _Texts()
    checks = [
        record.texts_beside_the_record,
        partial(record.rows_beside_the_record, seen, is_first=is_first),
        texts.findings,
        files.changed_release_files,
        files.changed_static_files,
        partial(files.changed_stored_files, seen),
    ]
    found = {one.key: one for check in checks for one in check()}
    return _keep(found, Run(at=timezone.now(), seconds=monotonic() - begun, checked=texts.checked))


class _Texts:
    """The checks of the words of all live texts, in one pass over them."""

    def __init__(self):
        self.checked = 0

    def findings(self) -> Iterator[Found]:
        known = set(KnownHost.objects.values_list("host", flat=True))
        for row, text in live_texts():
            self.checked += 1
            for host in sorted(hosts.hosts_in(text) - known):
                yield Found("host", f"dẫn tới máy chủ {host}, nơi chưa ai xác nhận.", row, host=host)
            if line := spam.spam_line(text):
                yield Found("spam", f"có lời rao cờ bạc: “{line[:120]}”.", row)
            if markup := spam.hiding_markup(text):
                yield Found("hidden", f"có mã mà trình soạn thảo không bao giờ viết: “{markup}”.", row)
            if spam.has_invisible_characters(text):
                yield Found("hidden", "có ký tự không nhìn thấy được.", row)


@transaction.atomic
def _keep(found, latest):
    Finding.objects.exclude(key__in=found).delete()
    before = set(Finding.objects.values_list("key", flat=True))
    rows = [Finding(key=key, **one.columns()) for key, one in found.items() if key not in before]
    Finding.objects.bulk_create(rows, ignore_conflicts=True)  # another run at the same time may have written them
    new = list(Finding.objects.filter(key__in=[row.key for row in rows]).order_by("pk"))
    if new:
        _tell(new)
    Run.objects.all().delete()
    latest.save()
    return list(Finding.objects.order_by("-pk"))


def _tell(new):
    lines = [f"- {KINDS[finding.kind]}: {finding}" for finding in new[:MAX_TOLD]]
    advice = "Hãy mở “Canh giữ trang” trong trang quản trị để xem và đánh dấu đã xem."
    tell_admins(f"Cổng có {len(new)} điều bất thường mới", "\n".join([*lines, "", advice]))


@transaction.atomic
def mark_seen(pk, *, by):
    """Record that somebody has looked at a finding; a host that it names is known from then on.

    Returns whether there is such a finding: the next run may have forgotten it.
    """
    finding = Finding.objects.select_for_update().filter(pk=pk).first()
    if finding and not finding.seen_at:
        finding.seen_at, finding.seen_by_text = timezone.now(), person(by)
        finding.save(update_fields=["seen_at", "seen_by_text"])
        if finding.host:
            KnownHost.add([finding.host], by=by)
        log_event("finding_seen", thing_text=finding.place, by=by, note=finding.text)
    return finding is not None
