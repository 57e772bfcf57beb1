"""What one entry of the log looks like."""

import json
import logging
import sys

import psycopg2
import pytest

from traffic.log_format import JsonFormatter, TextFormatter, error_text, visible

CANARY = "hoanganhkim"


def record_of(error, name="django.request", msg="%s: %s", args=(CANARY, CANARY), **more):
    try:
        raise error
    except type(error):
        record = logging.LogRecord(name, logging.ERROR, __file__, 1, msg, args, sys.exc_info())
    record.__dict__.update(more)
    return record


def errors():
    """Errors whose words repeat what somebody has typed, alone and around each other."""
    whole = ValueError(f"invalid literal {CANARY}")
    whole.__cause__ = KeyError(CANARY)
    noted = OSError(13, CANARY, CANARY)
    noted.add_note(CANARY)
    group = ExceptionGroup(CANARY, [TypeError(CANARY)])
    return [whole, noted, group, psycopg2.OperationalError(f"Connection refused {CANARY}"), UnicodeError(CANARY)]


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
@pytest.mark.parametrize("error", errors(), ids=lambda error: type(error).__name__)
def test_error_is_told_by_its_kind_and_never_by_its_words(error, formatter):
    said = formatter.format(record_of(error, status_code=500))

    assert CANARY not in said
    assert type(error).__name__ in said
    assert "in record_of" in said


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "x"), "OSError: [ENOSPC] No space left on device"),
        (
            psycopg2.OperationalError('to "h" failed: Connection refused'),
            "psycopg2.OperationalError: Connection refused",
        ),
        (ConnectionError("x"), "ConnectionError"),
        (ValueError("database is locked"), "ValueError"),  # no word of a database's
    ],
)
def test_what_is_known_to_be_harmless_is_told(error, told):
    assert error_text(error) == told


def test_our_own_words_are_told_and_an_error_among_them_is_made_harmless():
    record = record_of(ValueError(CANARY), "traffic.x", "Kho %s hỏng (%s)", ("media\nERROR", ValueError(CANARY)))

    assert "Kho media\\nERROR hỏng (ValueError)" in TextFormatter().format(record)
    assert json.loads(JsonFormatter().format(record))["message"] == "Kho media\\nERROR hỏng (ValueError)"


def test_library_is_named_by_its_line_of_code_alone():
    said = TextFormatter().format(record_of(ValueError(CANARY), "botocore.x", f"no {CANARY}", ()))

    assert f"botocore.x: {__file__.rpartition('/')[2]}:1" in said


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
def test_path_is_cut_and_cannot_write_a_line_of_its_own(formatter):
    path = "/a\n2026 ERROR\r\x1b[31m\x85\u2028\u202e\\".encode().decode("latin-1") + "b" * 9_000
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET" * 99, "QUERY_STRING": CANARY}

    said = formatter.format(record_of(ValueError(), status_code=500, environ=environ))

    first = said.splitlines()[0] if isinstance(formatter, TextFormatter) else said
    assert len(said.splitlines()) == 1 or not isinstance(formatter, JsonFormatter)
    assert "\\n2026 ERROR\\r" in first.replace("\\\\", "\\")
    assert first.isprintable()
    assert 150 < first.count("b") < 200


def test_lone_half_of_a_letter_is_written():
    assert visible("a\ud800b", 10) == "a\\ud800b"


def test_answer_of_django_is_named_by_its_status():
    assert "Service Unavailable" in TextFormatter().format(record_of(ValueError(CANARY), status_code=503))
