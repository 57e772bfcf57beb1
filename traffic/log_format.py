"""Entries of the log, as text or as JSON, with nothing in them that a person has typed.

The message of an error is left out: `invalid literal for int(): '…'` repeats what somebody typed in a form, and
PostgreSQL's DETAIL the values of a row. Its class, the lines of code and what is known to be harmless remain. Records
of libraries show where they were written, never their message (docs/decisions/0022-what-the-log-says.md).
"""

import json
import logging
import os
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from errno import errorcode
from http.client import responses
from types import TracebackType

from django.utils import timezone

from traffic import staff
from traffic.request_id import current_request, request_id

OWN_PACKAGES = ("portal", "news", "media_library", "publishing", "traffic", "vietnamese")
MAX_PATH_CHARACTERS = 200
SECRET_IN_PATH = re.compile("^/xem-truoc/[^/]+")  # the token of a share link
MAX_METHOD_CHARACTERS = 10
MAX_TRACEBACK_CHARACTERS = 16_000
MAX_CHAINED_ERRORS = 5
# Messages of databases: the fixed words alone, without the names and values that may follow them
KNOWN_WORDS = re.compile(
    "Connection refused|Connection reset by peer|Connection timed out|No route to host|timeout expired"
    "|server closed the connection unexpectedly|the connection is closed|connection already closed"
    "|password authentication failed|could not translate host name|no answer of the database"
    "|too many clients|the database system is (?:starting up|shutting down|in recovery mode)"
    "|database is locked|database or disk is full|disk I/O error|unable to open database file"
    "|attempt to write a readonly database|database disk image is malformed|no such (?:table|column)"
    "|(?:UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed"
)
DIAGNOSTIC_FIELDS = ("constraint_name", "table_name", "column_name")


def visible(text: str, max_characters: int) -> str:
    """The text on one line, cut, with what is not printed written as an escape."""
    cut = text if len(text) <= max_characters else f"{text[:max_characters]}…"
    return "".join(
        letter if letter.isprintable() and letter != "\\" else letter.encode("unicode_escape", "surrogatepass").decode()
        for letter in cut
    )


def error_text(error: BaseException) -> str:
    """The class of an error, and the part of its message that cannot contain what somebody has typed."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    details = _details(error)
    return f"{name}: {details}" if details else name


def _details(error: BaseException) -> str:
    if isinstance(error, OSError) and isinstance(error.errno, int):
        return f"[{errorcode.get(error.errno, error.errno)}] {os.strerror(error.errno)}"
    source = error.__cause__ if type(error).__module__ == "django.db.utils" and error.__cause__ else error
    if type(source).__module__.partition(".")[0] not in {"psycopg2", "pysqlite3", "sqlite3", "redis"}:
        return ""
    diagnosis = getattr(source, "diag", None)
    found = [getattr(diagnosis, part, None) for part in DIAGNOSTIC_FIELDS] if diagnosis else []
    known = KNOWN_WORDS.search(str(source))
    return " ".join(filter(None, [getattr(source, "pgcode", None), known and known[0], *found]))


def error_location(error: BaseException) -> str:
    """The innermost line of our own code in the traceback, else the innermost of all."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        frame for frame in frames if frame.filename.startswith(_PROJECT_ROOT) and "site-packages" not in frame.filename
    ]
    return next((f"{_short(frame.filename)}:{frame.lineno}" for frame in reversed(own or frames)), "")


_PROJECT_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep  # noqa: PTH100, PTH120 -- compared as text


def _short(path: str) -> str:
    return path.removeprefix(_PROJECT_ROOT)


def traceback_text(error: BaseException, trace: TracebackType | None) -> str:
    """The lines of code of an error and of those that led to it, the first one first."""
    parts = []
    for one, chained_trace in _chain(error, trace):
        lines = traceback.extract_tb(chained_trace).format()
        parts.append("".join([*lines, error_text(one)]))
        if isinstance(one, BaseExceptionGroup):
            parts[-1] += "".join(f"\n  | {error_text(inner)}" for inner in one.exceptions)
    text = "\n\n".join(reversed(parts))
    return text if len(text) <= MAX_TRACEBACK_CHARACTERS else f"…{text[-MAX_TRACEBACK_CHARACTERS:]}"


def _chain(error, trace) -> Iterator[tuple[BaseException, TracebackType | None]]:
    for _ in range(MAX_CHAINED_ERRORS):
        yield error, trace
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if error is None:
            return
        trace = error.__traceback__


def entry(record: logging.LogRecord) -> dict:
    """The logged values of a record, in order, without the empty ones."""
    error, trace = (record.exc_info or (None, None, None))[1:]
    is_short = getattr(record, "is_short", False)
    fields = {
        "time": datetime.fromtimestamp(record.created, timezone.get_default_timezone()).isoformat(timespec="seconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": _message(record),
        **_request(record),
        "unsaid_before": getattr(record, "suppressed", 0) or None,
        "error": error and (f"{error_text(error)} ({error_location(error)})" if is_short else error_text(error)),
        "traceback": None if is_short or error is None else traceback_text(error, trace),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _message(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] in OWN_PACKAGES:
        values = record.args if isinstance(record.args, tuple) else (record.args,) if record.args else ()
        safe = tuple(error_text(value) if isinstance(value, BaseException) else value for value in values)
        return visible(str(record.msg) % safe if safe else str(record.msg), 1_000)
    if status := getattr(record, "status_code", None):
        return responses.get(status, "")
    return f"{record.filename}:{record.lineno} {record.funcName}"


def _request(record: logging.LogRecord) -> dict:
    request = getattr(record, "request", None) or current_request()
    environ = getattr(record, "environ", None) or getattr(request, "environ", None)
    if environ is None:
        return {}
    path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")
    return {
        "request_id": request_id(environ),
        "method": visible(environ.get("REQUEST_METHOD", ""), MAX_METHOD_CHARACTERS),
        "path": visible(SECRET_IN_PATH.sub("/xem-truoc/…", path), MAX_PATH_CHARACTERS),
        "status": getattr(record, "status_code", None),
        "user": _user_id(request, environ),
    }


def _user_id(request, environ: dict) -> int | None:
    """The user's id, without a query: the database may be what has failed."""
    user = getattr(request, "_cached_user", None)  # set by Django's middleware once the user was loaded
    return getattr(user, "pk", None) or staff.user_id(environ)


class LogHandler(logging.StreamHandler):
    """Writes to stderr; for an entry that cannot be written it says only that, where Python would print its content."""

    def handleError(self, record):  # noqa: N802 -- logging's name
        with suppress(OSError, ValueError):  # stderr itself is gone
            self.stream.write(f"log entry of {record.name} lost: {error_text(sys.exception())}\n")


class TextFormatter(logging.Formatter):
    """A line for people, and the traceback below it."""

    def format(self, record):
        fields = entry(record)
        lines = [f"{fields.pop('time')} {fields.pop('level')} {fields.pop('logger')}: {fields.pop('message', '')}"]
        trace = fields.pop("traceback", "")
        lines[0] += "".join(f" {name}={_quoted(str(value))}" for name, value in fields.items())
        return "\n    ".join([*lines, *trace.splitlines()])


def _quoted(value: str) -> str:
    """A path with a space in it must not look like two values."""
    return f'"{value}"' if " " in value else value


class JsonFormatter(logging.Formatter):
    """A JSON object on a line."""

    def format(self, record):
        return json.dumps(entry(record), ensure_ascii=False)
