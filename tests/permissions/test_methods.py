"""Everybody x every address x every method x whose it is: who lacks the right is shown nothing and changes nothing."""

from itertools import product

import pytest
from django.urls import reverse

from publishing.kinds import all_kinds
from publishing.models import Revision
from tests.kinds import admin_name
from tests.permissions.actors import ACTORS
from tests.permissions.asked_site import CANARY, PUBLIC, AskedSite, whose_of
from tests.permissions.exchanges import exchange
from tests.permissions.rights import ANYBODY, holds
from tests.permissions.sampling import SEED, drawn, each
from tests.portal.permission_table import public_names, signing_in, table
from tests.portal.test_permission_matrix import address_of

pytestmark = pytest.mark.django_db
SAMPLE = 80  # requests
METHODS = ["GET", "HEAD", "POST", "OPTIONS"]
TARGETS = ["draft mine", "draft others", "draft elsewhere", "published others", "withdrawn others", "trashed others"]
OF_MANY = tuple(  # ends of names
    "_changelist _add _add_checklist _add_preview _unsaved_new _choose _upload _upload_part _issues _filters".split()
)
REFUSED = {"in", "401", "403", "404", "405"}
NAMES_THINGS = {"publishing.view_event"}  # the right to see what was done, with the titles of what it was done with


def addresses(site):
    """`{address: (its name, right to see it, right to send to it)}` of the desk, with those of each thing asked for."""
    found = {address_of(line.split()[0]): [line.split()[0], ANYBODY, ANYBODY] for line in signing_in()}
    of_kinds = {f"admin:{admin_name(kind)}_": kind for kind in all_kinds()}
    for name, cells, _ in table():
        said = [name, *(cells[method][0] for method in ("GET", "POST"))]
        kind = next((kind for prefix, kind in of_kinds.items() if name.startswith(prefix)), None)
        if kind is None or name.endswith(OF_MANY):
            found[address_of(name)] = said
        else:
            found |= {_of_thing(name, thing): said for thing in targets(site, kind)}
    return found


def targets(site, kind):
    keys = [target.split() for target in TARGETS]
    return [site.things[kind.name, situation, whose] for situation, whose in keys if whose in whose_of(kind)]


def _of_thing(name, thing):
    extra = {"_move": ["submit"], "_take_up": [Revision.objects.of(thing).first().pk], "_revoke_share": [1]}
    return reverse(name, args=[thing.pk, *next((args for end, args in extra.items() if name.endswith(end)), [])])


@each("actors", ACTORS)
def test_desk_shows_and_does_nothing_without_the_right(actors):
    site = AskedSite()
    cells = [(*asked, actor) for asked in product(addresses(site).items(), METHODS) for actor in actors]

    wrong = [told for cell in drawn(cells, SAMPLE) if (told := lapse(site, *cell))]

    assert not wrong, "\n".join([f"seed {SEED}", *wrong])


def lapse(site, asked, method, actor):
    """What is wrong with the answer to somebody at an address of the desk, or ""."""
    address, (name, to_see, to_send) = asked
    seen = exchange(site.browser(actor), method, address)
    is_closed = actor.outside and to_see != ANYBODY and name not in actor.open_to
    may = not is_closed and holds(actor.permissions, to_send if method == "POST" else to_see)
    sees_things = holds(actor.permissions, "content") or NAMES_THINGS & actor.permissions
    found = {
        "a fault": seen.status >= 500,
        "not refused": not may and method != "OPTIONS" and seen.verdict not in REFUSED,
        "not sent to sign in": is_closed and method != "OPTIONS" and seen.verdict not in {"in", "401", "405"},
        "written": seen.written and not may,
        "written by reading": seen.written and method != "POST",
        "a body": method == "HEAD" and seen.body,
        "leaks": CANARY.encode() in seen.body and not sees_things,
    }
    return _told(actor, method, address, seen, found)


@each("actors", ACTORS)
def test_public_pages_are_the_same_for_everybody(actors):
    site = AskedSite()
    paths = {address_of(name): None for name in public_names()}
    paths |= {thing.get_absolute_url(): situation in PUBLIC for (_, situation, _), thing in site.things.items()}
    cells = [(*asked, actor) for asked in product(paths.items(), METHODS) for actor in actors]

    wrong = [told for cell in drawn(cells, SAMPLE) if (told := public_lapse(site, *cell))]

    assert not wrong, "\n".join([f"seed {SEED}", *wrong])


def public_lapse(site, asked, method, actor):
    path, is_out = asked
    seen = exchange(site.browser(actor), method, path)
    found = {
        "a fault": seen.status >= 500,
        "not read only": method == "POST" and seen.status != 405,
        "written": bool(seen.written),
        "a body": method == "HEAD" and seen.body,
        "leaks": CANARY.encode() in seen.body,
        "hidden or shown": is_out is not None and method in {"GET", "HEAD"} and is_out != (seen.status == 200),
    }
    return _told(actor, method, path, seen, found)


def _told(actor, method, address, seen, found):
    lapses = [name for name, is_so in found.items() if is_so]
    return f"{actor}: {method} {address}: {seen.verdict}, {seen.written or ''} {lapses}" if lapses else ""
