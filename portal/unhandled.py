"""Errors that nobody has caught, of the process, of its threads and of its finalizers: into the log, as all others.

At a terminal somebody is looking, and Python's own words stay.
"""

import logging
import sys
import threading

log = logging.getLogger(__name__)


def log_unhandled():
    """From now on, in this process."""
    sys.excepthook = _of_the_process
    threading.excepthook = _of_a_thread
    sys.unraisablehook = _of_a_finalizer


def _of_the_process(kind, error, trace):
    if issubclass(kind, KeyboardInterrupt) or sys.stderr.isatty():
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("Chương trình dừng vì lỗi", exc_info=(kind, error, trace))


def _of_a_thread(given):
    if given.exc_type is not SystemExit:
        log.error("Một luồng dừng vì lỗi", exc_info=(given.exc_type, given.exc_value, given.exc_traceback))


def _of_a_finalizer(given):
    log.error("Lỗi khi dọn dẹp", exc_info=(given.exc_type, given.exc_value, given.exc_traceback))
