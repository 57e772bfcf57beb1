"""The audit log as CSV for a spreadsheet, streamed while it is read."""

import csv
import json

from django.http import StreamingHttpResponse
from django.utils import timezone

from publishing.audit_log import action_label

CSV_COLUMNS = (
    "lúc",
    "việc",
    "loại",
    "mã số",
    "nội dung",
    "người làm",
    "lý do",
    "trước",
    "sau",
    "từ địa chỉ",
    "trình duyệt",
)
FORMULA_STARTS = "=+-@＝＋－＠"  # what a spreadsheet reads as the start of a formula, also the full-width forms
ROWS_A_FETCH = 2000


class _Echo:
    """A file-like object whose `write` returns the line, as in Django's documentation of streaming CSV."""

    def write(self, line):
        return line


def csv_response(events):
    """The download response of these events; its byte order mark tells Excel that it is UTF-8."""
    response = StreamingHttpResponse(_lines(events), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="nhat-ky-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _lines(events):
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(CSV_COLUMNS)
    for event in events.iterator(chunk_size=ROWS_A_FETCH):
        yield writer.writerow([without_formula(cell) for cell in _cells(event)])


def _cells(event):
    kind = event.content_type and event.content_type.name
    changed = [json.dumps(values, ensure_ascii=False) if values else "" for values in (event.before, event.after)]
    at = timezone.localtime(event.at).strftime("%d/%m/%Y %H:%M:%S")
    what = action_label(event), kind, event.object_id, event.thing_text
    return at, *what, event.by_text, event.note, *changed, event.address, event.user_agent


def without_formula(cell):
    """The text of a cell, with an apostrophe before it where a spreadsheet might read it as a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(("\t", "\r", "\n")) or text.lstrip()[:1] in tuple(FORMULA_STARTS) else text
