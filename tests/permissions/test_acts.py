"""Everybody x all that is done with a thing x every situation x whose it is: done where declared, else none written."""

from urllib.parse import urlencode

import pytest

from publishing.kinds import all_kinds
from tests.permissions.act_requests import requests_for
from tests.permissions.actors import ACTORS
from tests.permissions.asked_site import AskedSite, whose_for
from tests.permissions.exchanges import exchange
from tests.permissions.rights import allowed
from tests.permissions.sampling import SEED, drawn, each

pytestmark = pytest.mark.django_db
SAMPLE = 80  # requests
KINDS = {kind.name: kind for kind in all_kinds()}


@each("actors", ACTORS)
def test_everybody_does_what_is_declared_and_no_more(actors):
    site = AskedSite()
    cells = [
        (actor, key, *request)
        for key, thing in site.things.items()
        for request in requests_for(site, KINDS[key[0]], thing)
        for actor in actors
    ]

    wrong = [told for cell in drawn(cells, SAMPLE) if (told := deviation(site, *cell))]

    assert not wrong, "\n".join([f"seed {SEED}", *wrong])


def deviation(site, actor, key, act, method, address, fields):
    """What has come of a request against what is declared, or ""."""
    kind, situation, whose = KINDS[key[0]], *key[1:]
    expected = allowed(act, actor.permissions, kind, situation=situation, whose=whose_for(actor, kind, whose))
    browser = site.browser(actor)
    seen = exchange(browser, method, address, urlencode(fields(browser), doseq=True))
    done = seen.verdict == "200" if method == "GET" else bool(seen.written)
    is_shown_the_door = seen.verdict in {"in", "401"} or not actor.outside
    if done == expected and seen.status < 500 and is_shown_the_door:
        return ""
    said = f"{seen.verdict}, writes {sorted(seen.written)}"
    return f"{actor}: {act} {method} {address} ({situation}, {whose}): {said}; expected: {expected}"
