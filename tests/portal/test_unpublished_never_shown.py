"""Ten situations x every public address of the resolver, through the front door: not a word of what is not public."""

from html import unescape
from urllib.parse import unquote

import pytest

from publishing.kinds import all_kinds
from tests.kinds import factory_of
from tests.portal.canary import CANARY, CHANGED_SINCE, SITUATIONS, SiteWithCanary


def leaks(door, world):
    found = []
    for name, paths in world.addresses().items():
        for path in paths:
            answer = door.get(path)
            told = [answer.headers[name] or "" for name in ("Location", "Content-Disposition")]
            said = unescape(unquote(answer.body.decode("utf-8", "ignore") + " ".join(told)))
            if name == "card":
                found += [name] if answer.status == 200 and world.situation != "unpublished edit" else []
            elif CANARY in said.lower():
                found.append(f"{name} {path}")
    return found


@pytest.mark.parametrize("make", [factory_of(kind) for kind in all_kinds() if kind.list_name])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_public_address_says_a_word_of_what_is_not_out(door, situation, make):
    world = SiteWithCanary(make, situation)
    seen_before = leaks(door, world)  # the pages are cached while it is public
    while world.ended_too_soon():
        door.turn()
        seen_before = leaks(door, world)

    world.bring_about()
    door.turn()

    addresses = world.addresses()
    own = addresses[world.counted]
    allowed = [f"{world.counted} {own[0]}", f"{world.counted} {own[2]}"]
    parts = ("captions", "chapters", "attachment")  # of the page of the video
    allowed += [f"{part} {path}" for part in parts for path in addresses[part]]
    assert set(leaks(door, world)) == set(allowed if situation == "with notice" else [])
    assert len(seen_before) > 10 or situation not in CHANGED_SINCE - {"unpublished edit"}


def test_there_are_ten_situations():
    assert len(set(SITUATIONS)) == 10
