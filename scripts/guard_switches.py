"""A pytest plugin for code whose guards can be switched off (`guards.switched`).

Without a plan it writes down for which tests each guard makes a difference, and how long they take. With a plan it
switches off one guard after the other, and runs its tests until one fails. That one has to fail once more, and then to
pass with the guard switched on: so neither chance nor what an earlier guard has left behind kills a guard.
"""

import json
import os
import sys
from collections import defaultdict
from contextlib import suppress
from functools import _lru_cache_wrapper, wraps
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

HOUSE = Path(__file__).resolve().parent.parent
PLAN, SEEN, SECONDS, DONE, AT = (HOUSE / f"guards.{name}" for name in ("plan", "seen", "seconds", "done", "at"))
OFF = "GUARD_SWITCHED_OFF"  # the servers that a test starts read it too
PACKAGES = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
_known, _unwritten, _seconds, _failed = set(), [], defaultdict(float), set()


def _guard(number, answer):
    """The answer, or no if the guard of this number is switched off."""
    if not answer:
        return answer
    if OFF in os.environ:
        return os.environ[OFF] != str(number) and answer
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" (")[0]
    if test and (number, test) not in _known:
        _known.add((number, test))
        _unwritten.append(f"{number}\t{test}\n")
        _write_down()
    return answer


def _write_down():
    with suppress(OSError), SEEN.open("a") as file:  # later, if the test has filled the disk
        file.write("".join(_unwritten))
        file.flush()
        _unwritten.clear()


def _guarded_by(number, decorator):
    def decorate(function):
        decorated = decorator(function)

        @wraps(decorated)
        def call(*args, **kwargs):
            return (decorated if _guard(number, answer=True) else function)(*args, **kwargs)

        return call

    return decorate


def pytest_runtest_logreport(report):
    _write_down()
    _seconds[report.nodeid] += report.duration
    if not report.passed:
        _failed.add(report.nodeid)


def pytest_sessionfinish():
    """Leave the seconds of the tests that passed; only these can tell anything about a guard."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        SECONDS.write_text(json.dumps({test: took for test, took in _seconds.items() if test not in _failed}))


def pytest_runtestloop(session):
    """Work off the plan: first with the tests that leave the tables as migrations made them."""
    if not PLAN.exists():
        return None
    items = {item.nodeid: item for item in session.items}
    left = json.loads(PLAN.read_text())
    for item in [*filter(needs_tables, session.items)][:1]:
        fails(item, "none")  # the tables are made with all guards in place
    for is_transactional in (False, True):
        for number, tests in list(left.items()):
            fitting = [items[test] for test in tests if empties_tables(items[test]) == is_transactional]
            if killer := next((item for item in fitting if kills(item, number)), None):
                del left[number]
                write(DONE, f"{number}\t{killer.nodeid}")
    for number in left:
        write(DONE, f"{number}\tsurvived")
    return True


def needs_tables(item):
    return bool(item.get_closest_marker("django_db") or {"db", "transactional_db"} & {*item.fixturenames})


def empties_tables(item):
    mark = item.get_closest_marker("django_db")
    return "transactional_db" in item.fixturenames or bool(mark and mark.kwargs.get("transaction"))


def kills(item, number):
    """Whether a test fails for want of this guard."""
    write(AT, number)
    if not (fails(item, number) and fails(item, number)):
        return False
    if fails(item, "none"):
        pytest.exit("A test fails with all guards in place: the next run begins afresh.")
    return True


def fails(item, number):
    os.environ[OFF] = number
    for one in own_caches():  # what they hold came about with another guard switched off
        one.cache_clear()
    reports = runtestprotocol(item, log=False, nextitem=item.session)  # what belongs to the session stays
    return any(report.failed for report in reports)


def own_caches():
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] in PACKAGES]
    return [one for module in modules for one in vars(module).values() if isinstance(one, _lru_cache_wrapper)]


def write(path, line):
    with path.open("a") as file:
        file.write(f"{line}\n")
