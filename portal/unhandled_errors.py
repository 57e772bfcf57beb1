"""Logs uncaught errors of the process, of its threads and of its finalizers like all others.

On a terminal, Python's own traceback is printed instead.
"""

import logging
import sys
import threading

log = logging.getLogger(__name__)


def log_unhandled_errors():
    """Install the hooks in this process."""
    sys.excepthook = _log_process_error
    threading.excepthook = _log_thread_error
    sys.unraisablehook = _log_finalizer_error


def _log_process_error(kind, error, trace):
    if issubclass(kind, KeyboardInterrupt) or sys.stderr.isatty():
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("Chương trình dừng vì lỗi", exc_info=(kind, error, trace))


def _log_thread_error(given):
    if given.exc_type is not SystemExit:
        log.error("Một luồng dừng vì lỗi", exc_info=(given.exc_type, given.exc_value, given.exc_traceback))


def _log_finalizer_error(given):
    log.error("Lỗi khi dọn dẹp", exc_info=(given.exc_type, given.exc_value, given.exc_traceback))
