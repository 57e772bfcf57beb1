"""The audit log for administrators: filters, search, pages, each found by key."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.audit_log.admin import EVENTS_A_PAGE
from publishing import audit_log as audit
from publishing.audit_log import record
from publishing.models import Event
from tests.factories import make_tag, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/publishing/event/"


@pytest.fixture
def administrator(sign_in):
    return sign_in("Quản trị", last_name="Lê", first_name="Nga", username="nga")


def shown(client, **asked):
    return [event.thing_text for event in client.get(LIST, asked).context["events"]]


def test_filters_by_deed_kind_person_and_words(client, administrator):
    other, tag = make_user(username="an"), make_tag(name="Giám sát")
    record("add", tag, by=other)
    record("change", tag, by=other, note="Sửa chính tả")
    record("change", thing_text="Hệ thống khác")

    assert len(shown(client, viec="change")) == 2
    assert shown(client, loai=ContentType.objects.get_for_model(tag).pk) == ["Giám sát"] * 2
    assert shown(client, nguoi=other.pk) == ["Giám sát"] * 2
    assert shown(client, q="giam chinh ta") == ["Giám sát"]


def test_filters_by_local_day(client, administrator, monkeypatch):
    at = timezone.make_aware(timezone.datetime(2026, 3, 2, 0, 30))
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "now", lambda: at)
        record("add", thing_text="Nửa đêm")

    assert shown(client, tu="02/03/2026", den="02/03/2026") == ["Nửa đêm"]
    assert "Nửa đêm" not in shown(client, den="01/03/2026") + shown(client, tu="03/03/2026")


def test_only_the_last_month_is_read_unless_more_is_asked(client, administrator, monkeypatch):
    long_ago = timezone.now() - timedelta(days=40)
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "now", lambda: long_ago)
        record("add", thing_text="Đã lâu")

    assert "Đã lâu" not in shown(client)
    assert "Đã lâu" in shown(client, tu="")


def test_every_page_costs_the_same_and_none_is_left_out(client, administrator):
    for number in range(2 * EVENTS_A_PAGE):
        record("add", thing_text=str(number))
    seen, address, costs = [], "?viec=add", set()

    while address:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(LIST + address)
        seen += [event.pk for event in page.context["events"]]
        address = page.context["following"] and f"?{page.context['following']}"
        costs.add(len(queries))

    assert seen == sorted(Event.objects.filter(name="add").values_list("pk", flat=True), reverse=True)
    assert len(costs) == 1


@pytest.mark.parametrize("asked", ["tu=hôm qua", "viec=x", "loai=x", "nguoi=0", "truoc=x", "truoc=-1", "q=%00"])
def test_nonsense_shows_nothing_and_says_why(client, administrator, asked):
    page = client.get(f"{LIST}?{asked}")

    assert page.status_code == 200
    assert list(page.context["events"]) == []
    assert page.context["form"].errors


def test_one_event_shows_what_changed_and_offers_no_act(client, administrator):
    event = record("change", make_tag(), by=administrator, before={"name": "Cũ"}, after={"name": "Mới"})

    page = client.get(f"{LIST}{event.pk}/change/").text

    assert all(words in page for words in ("Lê Nga (nga)", "Sửa", "Cũ", "Mới"))
    assert 'name="_save"' not in page


def test_words_for_a_deed_nobody_knows_any_more_are_its_name():
    event = record("lost_deed", thing_text="x")

    assert audit.ACTION_LABELS.get(event.name, event.name) == "lost_deed"
