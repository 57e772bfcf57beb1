"""One code sent twice at the same time signs in once; guesses in parallel are not more than one after another."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from portal.accounts import second_factor
from portal.accounts.throttling import MAX_FAILURES, SignInLocked
from tests.accounts.second_factors import WRONG_CODE, code_of, make_person

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


def at_once(count, attempt):
    """The results of so many attempts that start together."""
    barrier = Barrier(count)

    def run(_):
        barrier.wait()
        try:
            return attempt()
        except SignInLocked:
            return "locked"
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_code_sent_twice_at_the_same_time_counts_once(kind):
    person = make_person()
    code = code_of(person) if kind == "app" else person.recovery_codes[0]

    results = at_once(MAX_FAILURES, partial(second_factor.is_right, person, code, "203.0.113.9"))

    assert results.count(True) == 1


def test_guesses_at_once_are_five():
    person = make_person()

    results = at_once(AT_ONCE, partial(second_factor.is_right, person, WRONG_CODE, "203.0.113.9"))

    assert (results.count(False), results.count("locked")) == (MAX_FAILURES, AT_ONCE - MAX_FAILURES)
