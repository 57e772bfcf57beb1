"""How much is written to the log: once for what lasts, a few lines a minute for what strangers can bring about."""

import logging
import threading
from time import monotonic

MINUTE = 60  # seconds
LINES_A_MINUTE = 10  # of each kind of refusal, in a process
TRACEBACKS_A_MINUTE = 20  # of each logger, written whole; of further errors there are LINES_A_MINUTE short ones
SERVER_ERROR = 500
TOO_LARGE = 413
TOO_MUCH_SENT = {f"django.security.{name}" for name in ("RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent")}

log = logging.getLogger(__name__)


class Outage:
    """Something that is lost for a while: one line when that begins and one when it ends.

    `what` is its Vietnamese name at the beginning of a sentence.
    """

    def __init__(self, what: str):
        self._what = what
        self._lock = threading.Lock()
        self.lasts = False

    def begins(self, error: Exception) -> None:
        """It was asked in vain; says so the first time."""
        if self._turns(lasts=True):
            log.error("%s không dùng được (%s).", self._what, error)

    def ends(self) -> None:
        """It has answered; says so when it was lost before."""
        if self.lasts and self._turns(lasts=False):
            log.warning("%s đã dùng lại được.", self._what)

    def _turns(self, *, lasts: bool) -> bool:
        with self._lock:
            has_turned, self.lasts = self.lasts != lasts, lasts
        return has_turned


def log_refusal(environ: dict, status: int) -> None:
    """A line for an answer such as 413 or 503 that is given without asking Django, `LINES_A_MINUTE` at most."""
    log.warning("Không phục vụ được", extra={"environ": environ, "status_code": status, "kind": f"status {status}"})


def log_stand_in(environ: dict, status: int) -> None:
    """A line for a page kept before that goes out in place of this status, `LINES_A_MINUTE` at most."""
    log.warning("Đưa ra trang đã giữ từ trước", extra={"environ": environ, "status_code": status, "kind": "stand-in"})


class LogLimits(logging.Filter):
    """What goes out of all that is logged: no 4xx but what is too much, the first errors whole, the rest in few lines.

    A record bears the name of its kind of refusal as `kind`. Errors are counted for each logger, so that those which a
    stranger brings about do not leave out others.
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
            kind, whole = f"error of {record.name}", TRACEBACKS_A_MINUTE
        if kind is None:
            return True
        count, record.unsaid = self._counted(kind, whole + LINES_A_MINUTE)
        record.is_short = count >= whole
        return count < whole + LINES_A_MINUTE

    def _is_wanted(self, record: logging.LogRecord) -> bool:
        """Django's own word of an answer; what was refused, or is no fault of the code, is of a kind."""
        status = getattr(record, "status_code", None)
        if record.name in TOO_MUCH_SENT:
            record.kind = "too much sent"
            record.levelno, record.levelname = logging.WARNING, "WARNING"  # Django's ERROR is for mistakes of the code
        elif status is not None and status != SERVER_ERROR and (status > SERVER_ERROR or status == TOO_LARGE):
            record.kind = f"status {status}"
        elif status is not None:
            return status == SERVER_ERROR
        return not record.name.startswith("django.security.") or record.name in TOO_MUCH_SENT

    def _counted(self, kind: str, most: int) -> tuple[int, int]:
        """How many of the kind came before in this minute; how many were not written in the one before."""
        with self._lock:
            begun, count = self._counts.get(kind, (0.0, 0))
            unsaid = 0
            if monotonic() - begun >= MINUTE:
                begun, count, unsaid = monotonic(), 0, max(count - most, 0)
            self._counts[kind] = begun, count + 1
        return count, unsaid
