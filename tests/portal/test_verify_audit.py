"""`verify_audit` and `cut_audit` as an operator or a timer starts them."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from portal.outbox.models import Letter
from publishing.audit_log import record
from publishing.models import Event
from tests.installation import Installation
from tests.publishing.sealed_log import make_sealed_log, newest, sql
from tests.running_site import database_url

DAY = timezone.localdate()


@pytest.fixture
def place(transactional_db, tmp_path):
    """The test's database, as another process sees it."""
    return Installation(tmp_path, database_url())


def test_whole_log_is_said_to_be_whole_with_its_head(place):
    pks = make_sealed_log()
    record("add")

    said = place.manage("verify_audit", "--head", newest().head)

    assert said.startswith(f"Nhật ký nguyên vẹn: {len(pks)} việc, 3 niêm phong, đầu chuỗi {newest().head}\n")
    assert "Đang chờ niêm phong: 1 việc, trong đó" in said


def test_altered_log_ends_with_status_1_and_names_the_row(place):
    pks = make_sealed_log()
    sql("UPDATE publishing_event SET note = 'khác' WHERE id = %s", pks[1])

    said = place.manage("verify_audit", status=1)

    assert f"Việc số {pks[1]} (Sửa “Giám sát”, Hệ thống, lúc " in said
    assert "ghi chú lúc niêm phong là “b”, nay là “khác”" in said


@pytest.mark.django_db
def test_head_is_mailed(settings):
    settings.SENDS_MAIL = True
    make_sealed_log()

    call_command("verify_audit", mail="kiem-toan@example.vn")

    letter = Letter.objects.get()
    assert letter.to == "kiem-toan@example.vn"
    assert newest().head in letter.text


@pytest.mark.django_db
def test_tampering_is_mailed_to_the_admins_too(settings):
    settings.SENDS_MAIL, settings.ADMINS = True, [("a@example.vn", "a@example.vn")]
    sql("DELETE FROM publishing_event WHERE id = %s", make_sealed_log()[0])

    with pytest.raises(CommandError):
        call_command("verify_audit", mail="kiem-toan@example.vn")

    assert sorted(Letter.objects.values_list("to", flat=True)) == ["a@example.vn", "kiem-toan@example.vn"]
    assert "đã bị xóa" in Letter.objects.first().text


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "months", "force"), [(300, 0, False), (300, 12, True), (700, 24, True)])
def test_young_entries_are_not_cut(settings, days, months, force):
    settings.LOG_RETENTION_MONTHS = months

    with pytest.raises(CommandError, match="hãy chọn ngày sớm hơn"):
        call_command("cut_audit", before=str(DAY - timedelta(days=days)), force=force)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "force"), [(370, False), (-1, True)], ids=["old", "forced"])
def test_old_entries_are_cut_and_young_ones_by_force(monkeypatch, days, force):
    at = timezone.now() - timedelta(days=400)
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "now", lambda: at)
        make_sealed_log()

    call_command("cut_audit", before=str(DAY - timedelta(days=days)), force=force)

    assert [event.name for event in Event.objects.all()] == ["cut_audit"]
