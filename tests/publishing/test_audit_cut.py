"""The beginning of the audit log can be cut off, in whole seals; the seal of the cut says what is gone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from publishing import audit_cut, sealing
from publishing.audit_cut import cut
from publishing.audit_log import record
from publishing.audit_verification import AuditLogTampered, AuditVerification
from publishing.canonical_events import json_line
from publishing.models import Event, Seal
from publishing.sealing import seal_batch
from tests.publishing.sealed_log import complaint, newest, sql

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def years(monkeypatch):
    """Three seals of two events each, of 4, 3 and 2 years ago; their digests by number."""
    for number in (4, 3, 2):
        at = timezone.now() - timedelta(days=365 * number)
        with monkeypatch.context() as clock:
            clock.setattr(timezone, "now", lambda at=at: at)
            for _ in range(2):
                record("add", thing_text=f"Từ {number} năm")
            seal_batch()
    return dict(Seal.objects.values_list("number", "digest"))


def days_ago(days):
    return TODAY - timedelta(days=days)


def test_what_is_older_is_gone_and_the_rest_is_whole(years):
    done = cut(days_ago(365 * 3 - 30))
    seal_batch()

    assert (done.through, done.digest, done.events) == (2, years[2], 4)
    assert [event.thing_text for event in Event.objects.order_by("pk")] == ["Từ 2 năm"] * 2 + ["Nhật ký"]
    assert [*Seal.objects.order_by("number").values_list("number", "kind")] == [(3, "batch"), (4, "cut"), (5, "batch")]
    assert complaint() == ""
    assert "bỏ 4 việc" in AuditVerification().run().cut_text
    assert Event.objects.last().note == f"4 việc trước ngày {days_ago(365 * 3 - 30):%d/%m/%Y}"


def test_later_cut_takes_the_earlier_with_it(years):
    cut(days_ago(365 * 4 - 30))
    cut(days_ago(365 * 2 - 30))

    assert complaint() == ""
    assert Seal.objects.filter(number__lte=3).count() == 0


def test_head_of_what_was_cut_is_compared_where_it_can_be(years):
    cut(days_ago(365 * 3 - 30))

    assert complaint(kept_heads={2: years[2], 3: years[3]}) == ""
    assert complaint(kept_heads={2: "0" * 64}) != ""
    assert "đã cắt" in complaint(kept_heads={1: years[1]})


def test_seals_that_were_removed_by_hand_are_not_covered_by_a_cut(years):
    cut(days_ago(365 * 4 - 30))
    sql("DELETE FROM publishing_seal WHERE number = 2")

    assert complaint() == "Niêm phong số 2 đã bị xóa."


def test_cut_that_was_not_of_these_seals_covers_nothing(years):
    forged = audit_cut.Cut(through=2, digest="0" * 64, events=4, first_at="", last_at="")
    sealing.append_seal(Seal.Kind.CUT, [json_line(vars(forged))], is_complete=False)
    sql("DELETE FROM publishing_seal WHERE number <= 2")
    sql("DELETE FROM publishing_event WHERE thing_text <> 'Từ 2 năm'")

    assert complaint() == "Niêm phong số 2 đã bị xóa."


def test_log_that_is_not_whole_is_not_cut(years):
    sql("UPDATE publishing_event SET note = 'x' WHERE thing_text = 'Từ 4 năm'")

    with pytest.raises(AuditLogTampered):
        cut(days_ago(365 * 3))
    assert Event.objects.count() == 6


def test_nothing_to_cut_changes_nothing(years):
    assert cut(date(2000, 1, 1)) is None
    assert Seal.objects.count() == 3


def test_cut_that_was_interrupted_is_whole_and_is_completed_by_the_next(years, monkeypatch):
    monkeypatch.setattr(audit_cut, "SEALS_A_TRANSACTION", 1)
    with monkeypatch.context() as killed:
        killed.setattr(audit_cut, "_delete_through", lambda number: None)
        cut(days_ago(365 * 2 - 30))
    assert Seal.objects.order_by("number").first().number == 2
    assert complaint() == ""

    assert cut(date(2000, 1, 1)) is None

    assert Seal.objects.order_by("number").first().number == newest().number == 4
    assert complaint() == ""
