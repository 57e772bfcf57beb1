"""Rate limits of the log: an outage is logged at its begin and end, what strangers can cause a few times a minute."""

import logging
import threading
from time import monotonic

MINUTE_SECONDS = 60
MAX_LINES_PER_MINUTE = 10  # of each kind of refusal, in a process
MAX_TRACEBACKS_PER_MINUTE = 20  # of each logger; further errors get MAX_LINES_PER_MINUTE short lines
SERVER_ERROR = 500
TOO_LARGE = 413
TOO_MUCH_SENT = {f"django.security.{name}" for name in ("RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent")}

log = logging.getLogger(__name__)


class Outage:
    """Something that is unavailable for a while: one line when that begins and one when it ends.

    `what` is its Vietnamese name at the beginning of a sentence.
    """

    def __init__(self, what: str):
        self._what = what
        self._lock = threading.Lock()
        self.is_down = False

    def begins(self, error: Exception) -> None:
        """It did not answer; logged the first time."""
        if self._has_switched(is_down=True):
            log.error("%s không dùng được (%s).", self._what, error)

    def ends(self) -> None:
        """It has answered; logged if it was down before."""
        if self.is_down and self._has_switched(is_down=False):
            log.warning("%s đã dùng lại được.", self._what)

    def _has_switched(self, *, is_down: bool) -> bool:
        with self._lock:
            has_switched, self.is_down = self.is_down != is_down, is_down
        return has_switched


def log_refusal(environ: dict, status: int) -> None:
    """Log a response such as 413 or 503 that is sent without asking Django, `MAX_LINES_PER_MINUTE` times at most."""
    log.warning("Không phục vụ được", extra={"environ": environ, "status_code": status, "kind": f"status {status}"})


def log_stale_answer(environ: dict, status: int) -> None:
    """Log a stale page that is sent in place of this status, `MAX_LINES_PER_MINUTE` times at most."""
    log.warning("Đưa ra trang đã giữ từ trước", extra={"environ": environ, "status_code": status, "kind": "stand-in"})


class LogLimits(logging.Filter):
    """Which records are written: of 4xx only too large requests; the first errors whole, the rest in few lines.

    A record carries its kind of refusal as `kind`. Errors are counted for each logger, so that those which a stranger
    can cause do not suppress others.
    """

    def __init__(self):
        super().__init__()
        self._lock = threading.Lock()
        self._counts: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.") and not self._is_wanted(record):
            return False
        kind, whole = getattr(record, "kind", None), 0
        if kind is None and (record.exc_info or getattr(record, "status_code", None) == SERVER_ERROR):
            kind, whole = f"error of {record.name}", MAX_TRACEBACKS_PER_MINUTE
        if kind is None:
            return True
        count, record.suppressed = self._counted(kind, whole + MAX_LINES_PER_MINUTE)
        record.is_short = count >= whole
        return count < whole + MAX_LINES_PER_MINUTE

    def _is_wanted(self, record: logging.LogRecord) -> bool:
        """Filter Django's own records of responses; a refusal, or what is no error of the code, gets a `kind`."""
        status = getattr(record, "status_code", None)
        if record.name in TOO_MUCH_SENT:
            record.kind = "too much sent"
            record.levelno, record.levelname = logging.WARNING, "WARNING"  # not the code's error
        elif status is not None and status != SERVER_ERROR and (status > SERVER_ERROR or status == TOO_LARGE):
            record.kind = f"status {status}"
        elif status is not None:
            return status == SERVER_ERROR
        return not record.name.startswith("django.security.") or record.name in TOO_MUCH_SENT

    def _counted(self, kind: str, most: int) -> tuple[int, int]:
        """Return how many of the kind came before in this minute, and how many were suppressed in the minute before."""
        with self._lock:
            begun, count = self._counts.get(kind, (0.0, 0))
            suppressed = 0
            if monotonic() - begun >= MINUTE_SECONDS:
                begun, count, suppressed = monotonic(), 0, max(count - most, 0)
            self._counts[kind] = begun, count + 1
        return count, suppressed
