"""The sealed text of an event is the same on every database."""

import json

import pytest

from publishing.audit_log import Origin, record, recording_from
from publishing.canonical_events import canonical_events
from publishing.models import Event
from publishing.models.seal import moment_text
from tests.factories import make_tag, make_user

pytestmark = pytest.mark.django_db
VALUES = {
    "b": [1, True, None, {"z": "“ế”", "a": ""}],
    "a": 1e16,
    "aa": 10.0,
    "c": 0.1,
    "d": -0.0,
    "e": 12345678901234567,
}
AS_SEALED = '{"a":1e+16,"aa":10,"b":[1,true,null,{"a":"","z":"“ế”"}],"c":0.1,"d":0,"e":1.2345678901234568e+16}'


def test_json_is_the_same_text_whatever_database_kept_it():
    event = record("change", after=VALUES)

    assert f'"after":{AS_SEALED},' in canonical_events([event.pk])[event.pk]


def test_text_holds_every_value_under_its_name():
    user, tag = make_user(username="nga"), make_tag(name="Giám sát")
    with recording_from(Origin(address="203.0.113.7", user_agent="Firefox")):
        event = record("add", tag, by=user, before={"x": 1}, note="Một\nHai")

    text = canonical_events([event.pk])[event.pk]

    expected = {"id": event.pk, "name": "add", "kind": "news.tag", "object_id": tag.pk, "thing_text": "Giám sát"}
    expected |= {"by": user.pk, "by_text": event.by_text, "before": {"x": 1}, "after": None, "note": "Một\nHai"}
    expected |= {"at": moment_text(event.at), "address": "203.0.113.7", "user_agent": "Firefox"}
    assert json.loads(text) == expected
    assert text == json.dumps(expected, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert expected["at"].endswith("+00:00")


@pytest.mark.sqlite  # the other database stores no half of a pair
def test_half_of_a_surrogate_pair_is_sealed_as_an_escape():
    event = record("change", after={"x": "\ud800"})

    assert r'"x":"\ud800"' in canonical_events([event.pk])[event.pk]


def test_events_that_are_not_there_have_no_text():
    assert canonical_events([Event.objects.count() + 99]) == {}
