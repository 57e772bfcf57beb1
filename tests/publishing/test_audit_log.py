import re
from pathlib import Path

import pytest
from django.db import transaction

from publishing.audit_log import record
from publishing.models import Event
from publishing.models.append_only import AppendOnlyError
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
HOUSE = Path(__file__).parent.parent.parent


def test_the_record_can_be_neither_changed_nor_erased():
    make_article()
    event = Event.objects.get()
    refused = [event.save, event.delete, lambda: Event(pk=event.pk, name="x").delete()]
    for events in (Event.objects, Event._base_manager):
        refused += [
            events.all().delete,
            lambda events=events: events.update(note=""),
            lambda events=events: events.bulk_update([event], ["note"]),
            lambda events=events: events.bulk_create([Event(name="x")]),
            lambda events=events: events.update_or_create(pk=event.pk, defaults={"note": "x"}),
        ]

    for act in refused:
        with pytest.raises(AppendOnlyError), transaction.atomic():
            act()

    assert Event.objects.get().note == ""


def test_there_is_one_door_to_the_record():
    """A rule for every line is written in one place, `publishing.audit_log.record`."""
    writing = re.compile(r"\bEvent\.objects\.(create|get_or_create|bulk_create)|(?<!class )\bEvent\(\w")
    sources = [
        path
        for package in ("portal", "news", "media_library", "publishing")
        for path in sorted((HOUSE / package).rglob("*.py"))
    ]

    assert [str(path.relative_to(HOUSE)) for path in sources if writing.search(path.read_text())] == [
        "publishing/audit_log.py"
    ]


def test_what_is_too_long_for_a_line_is_cut():
    event = record("add", thing_text="x" * 999)

    assert Event.objects.get(pk=event.pk).thing_text == "x" * 300


def test_the_record_still_names_somebody_whose_account_is_gone():
    from publishing.workflow import place

    user = make_user(last_name="Nguyễn", first_name="An", username="an")
    article = place(make_article(), "withdrawn", by=user)
    user.delete()

    assert Event.objects.of(article).last().by_text == "Nguyễn An (an)"
