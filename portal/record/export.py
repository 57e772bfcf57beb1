"""A copy of the record for a spreadsheet, written while it is read."""

import csv
import json

from django.http import StreamingHttpResponse
from django.utils import timezone

from publishing.record import deeds

COLUMNS = "lúc", "việc", "loại", "mã số", "nội dung", "người làm", "lý do", "trước", "sau", "từ địa chỉ", "trình duyệt"
FORMULA = "=+-@＝＋－＠"  # what a spreadsheet takes for the beginning of a formula, also in its wide forms
AT_ONCE = 2000  # rows fetched together


class _Line:
    """Where csv writes: what it writes is what there is."""

    def write(self, line):
        return line


def as_csv(events):
    """The answer that downloads these events; a mark at its beginning tells Excel that it is UTF-8."""
    response = StreamingHttpResponse(_lines(events), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="nhat-ky-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _lines(events):
    writer, words = csv.writer(_Line()), deeds()
    yield "\ufeff" + writer.writerow(COLUMNS)
    for event in events.iterator(chunk_size=AT_ONCE):
        yield writer.writerow([harmless(cell) for cell in _cells(event, words)])


def _cells(event, words):
    kind = event.content_type and event.content_type.name
    changed = [json.dumps(values, ensure_ascii=False) if values else "" for values in (event.before, event.after)]
    at = timezone.localtime(event.at).strftime("%d/%m/%Y %H:%M:%S")
    what = words.get(event.name, event.name), kind, event.object_id, event.thing_text
    return at, *what, event.by_text, event.note, *changed, event.address, event.user_agent


def harmless(cell):
    """The text of a cell that no spreadsheet takes for a formula, an apostrophe before it where it might."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(("\t", "\r", "\n")) or text.lstrip()[:1] in tuple(FORMULA) else text
