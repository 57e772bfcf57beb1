"""Each role x generated hostile requests of the desk: no fault, no script that runs, nothing that others alone see."""

import pytest
from django.utils.html import escape

from portal.accounts.roles import ROLES
from tests.factories import make_user
from tests.permissions.actors import ACTORS
from tests.permissions.asked_site import CANARY, AskedSite
from tests.permissions.exchanges import Exchange, exchange
from tests.permissions.hostile import SCRIPTS, Generator, has_script
from tests.permissions.rights import holds
from tests.permissions.sampling import IS_WHOLE, SEED, each
from tests.permissions.test_methods import NAMES_THINGS, addresses

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.leaves_out,
    pytest.mark.filterwarnings("ignore:DateTimeField .* received a naive datetime:RuntimeWarning"),  # Django's filters
]
REQUESTS = 10_000 if IS_WHOLE else 25  # of each role
SECRET = "thudientu"  # in the address of a person, which administrators alone see


@each("actors", [actor for actor in ACTORS if str(actor) in ROLES])
def test_nothing_sent_to_the_desk_breaks_runs_or_leaks(actors):
    site = AskedSite()
    make_user(email=f"{SECRET}@mttq.vn")
    asked = [(name, address) for address, (name, *_) in addresses(site).items()]
    lists = [address for name, address in asked if name.endswith("_changelist")]
    wrong = [told for actor in actors for told in harm(site, actor, asked, lists)]

    assert not wrong, "\n".join([f"seed {SEED}", *wrong])


def harm(site, actor, asked, lists):
    """What of the requests generated for an actor has done harm."""
    generator = Generator(f"{SEED} {actor}", site.boss)
    for _ in range(REQUESTS):
        method, path, body = generator.request(*generator.random.choice(asked))
        seen = exchange(site.browser(actor), method, path, body, then=generator.random.sample(lists, 1))
        found = {
            f"a fault: {seen.fault!r}": seen.status >= 500,
            "a script": has_script(seen),
            "a text": CANARY.encode() in seen.body and not _sees_things(actor),
            "an address": SECRET.encode() in seen.body and not holds(actor.permissions, "accounts.view_user"),
        }
        yield from (f"{actor}: {method} {path[:300]} {body[:600]}: {name}" for name, is_so in found.items() if is_so)


def _sees_things(actor):
    return holds(actor.permissions, "content") or NAMES_THINGS & actor.permissions


@pytest.mark.parametrize("script", [one for one in SCRIPTS if one[:1] in "<\"'"])
def test_script_that_ran_would_be_found(script):
    texts = (script, escape(script))
    shown = [f"<textarea></textarea>{text}<input value=\"{text}\"><input value='{text}'>" for text in texts]

    assert [has_script(Exchange(200, "", page.encode(), frozenset(), "text/html")) for page in shown] == [True, False]
