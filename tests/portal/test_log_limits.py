"""How many lines there are of what fails or is refused."""

import io
import logging
import re

import pytest

from traffic import request_bodies, staff
from traffic.log_format import JsonFormatter, TextFormatter
from traffic.log_limits import TOO_MUCH_SENT, LogLimits

KB, MB = 2**10, 2**20


def record_of(status, name="django.request"):
    try:
        raise ValueError
    except ValueError as error:
        record = logging.LogRecord(name, logging.ERROR, __file__, 1, "", (), (ValueError, error, error.__traceback__))
    record.status_code = status
    return record


@pytest.fixture
def flood(monkeypatch):
    """A thousand records in a minute and one in the next: those that are written, and the last."""
    limits, clock = LogLimits(), [100.0]
    monkeypatch.setattr("traffic.log_limits.monotonic", lambda: clock[0])

    def through(*of):
        written = [record for record in (record_of(*of) for _ in range(1_000)) if limits.filter(record)]
        clock[0] += 61
        last = record_of(*of)
        limits.filter(last)
        return written, last

    return through


@pytest.mark.parametrize("of", [(503,), (413,), *((400, name) for name in sorted(TOO_MUCH_SENT))])
def test_flood_of_refusals_is_a_few_lines_a_minute(of, flood):
    written, last = flood(*of)

    assert (len(written), last.suppressed) == (10, 990)
    assert not any("\n" in TextFormatter().format(record) for record in written)


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
@pytest.mark.parametrize("name", ["django.request", "traffic.frontdoor"])
def test_flood_of_errors_is_told_whole_at_first_then_in_lines_then_counted(name, formatter, flood):
    written, last = flood(500, name)

    said = [formatter.format(record) for record in written]
    assert ["in record_of" in one for one in said] == [True] * 20 + [False] * 10
    assert "tests/portal/test_log_limits.py:" in said[-1]
    assert re.search(r"""unsaid_before(=|": )970\b""", formatter.format(last))


def test_flood_of_errors_leaves_those_of_others_whole():
    limits, other = LogLimits(), record_of(None, "traffic.housekeeper")

    flood = [limits.filter(record_of(500)) for _ in range(99)]

    assert limits.filter(other)
    assert (sum(flood), other.is_short) == (30, False)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 429])
def test_noise_of_refused_readers_is_not_logged(status):
    assert not LogLimits().filter(record_of(status))
    assert not LogLimits().filter(record_of(status, "django.security.DisallowedHost"))


def test_too_many_fields_are_a_warning(door, caplog):
    answer = door.get("/tim-kiem/?" + "a&" * 1_010)

    (record,) = [one for one in caplog.records if LogLimits().filter(one)]
    assert (answer.status, record.levelname, record.kind) == (400, "WARNING", "too much sent")
    assert " WARNING " in TextFormatter().format(record)


@pytest.mark.parametrize(
    ("path", "length", "status", "lines"),
    [
        ("/", 1, 405, 0),
        ("/admin/login/", 9, 400, 0),
        ("/admin/login/", "x", 400, 0),
        ("/admin/login/", 65 * KB, 413, 1),
    ],
)
def test_body_that_is_too_large_is_logged_and_one_that_breaks_off_is_not(path, length, status, lines, door, caplog):
    door.more = {"CONTENT_LENGTH": str(length), "wsgi.input": io.BytesIO()}

    assert (door.post(path).status, len(caplog.records)) == (status, lines)


def test_body_for_which_the_disk_has_no_room_is_logged(door, caplog, monkeypatch):
    monkeypatch.setattr(request_bodies, "SPARE_DISK_BYTES", 2**60)
    door.more = {"CONTENT_LENGTH": str(2 * MB)}

    answer = door.post("/admin/news/tag/add/", cookie=f"{staff.COOKIE}={staff.SIGNER.sign('1')}")

    assert (answer.status, [record.status_code for record in caplog.records]) == (507, [507])


def test_what_is_neither_an_error_nor_a_refusal_is_written_however_much_it_is():
    record, limits = logging.LogRecord("traffic.x", logging.INFO, __file__, 1, "Xong", (), None), LogLimits()

    assert all(limits.filter(record) for _ in range(1_000))
