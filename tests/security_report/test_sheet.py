"""The evidence sheet that `manage.py security_report` prints."""

import re
from ipaddress import ip_network

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.security_report.models import SettingInForce
from portal.security_report.recording import record_changes
from portal.security_report.requirements import NOT_BUILT, REQUIREMENTS
from publishing.models import Event

pytestmark = pytest.mark.django_db
NAMED = sorted({test for requirement in REQUIREMENTS for test in requirement.tests})


@pytest.fixture
def sheet(capsys):
    """Print the sheet; answer its rows by the name of the setting, `{name: [cells]}`."""

    def rows():
        call_command("security_report")
        lines = [line.strip("| ").split(" | ") for line in capsys.readouterr().out.splitlines() if "|" in line]
        return {cells[2]: cells for cells in lines if len(cells) == 8}

    return rows


def test_each_setting_has_value_date_and_test(sheet, settings):
    settings.ADMIN_NETWORKS = [ip_network("203.0.113.0/24"), ip_network("2001:db8::/32")]
    record_changes()

    _, rule, _, value, origin, since, met, tests = sheet()["ADMIN_NETWORKS"]

    assert "742/QĐ-BTTTT" in rule
    assert (value, origin, met) == ("203.0.113.0/24, 2001:db8::/32", "mặc định", "đạt")
    assert since == f"{timezone.localtime():%d/%m/%Y %H:%M}"
    assert "test_admin_is_closed_to_other_networks" in tests


def test_sheet_says_what_is_not_enough(sheet):
    assert sheet()["DISABLE_UNUSED_DAYS"][3:7] == ["0 ngày", "mặc định", "chưa ghi, hãy chạy prepare", "chưa đạt"]


def test_sheet_tells_what_was_set_from_what_the_level_gives(sheet, settings, monkeypatch):
    settings.SECURITY_LEVEL = 2
    monkeypatch.setenv("SESSION_HOURS", "12")

    assert (sheet()["SESSION_HOURS"][4], sheet()["DISABLE_UNUSED_DAYS"][4]) == ("đặt riêng", "mức 2")


def test_every_row_of_a_table_has_as_many_cells(capsys):
    call_command("security_report")

    tables = capsys.readouterr().out.split("## Không làm")
    assert [{line.count("|") for line in table.splitlines() if "|" in line} for table in tables] == [{9}, {4}]


def test_what_is_not_built_is_named_with_its_reason(capsys):
    call_command("security_report")

    printed = capsys.readouterr().out
    assert [asked for asked, _, reason in NOT_BUILT if asked not in printed or reason not in printed] == []
    assert {"Khóa trang quản trị ngoài giờ làm việc", "Buộc đổi mật khẩu theo định kỳ"} <= {row[0] for row in NOT_BUILT}


def test_change_of_a_setting_is_dated_and_recorded_once(settings):
    record_changes()
    first = SettingInForce.objects.get(name="SESSION_HOURS").since
    settings.SESSION_HOURS = 6

    record_changes()
    record_changes()

    [event] = Event.objects.filter(name="security_setting")
    assert (event.thing_text, event.before, event.after) == (
        "SESSION_HOURS",
        {"SESSION_HOURS": "12"},
        {"SESSION_HOURS": "6"},
    )
    assert SettingInForce.objects.get(name="SESSION_HOURS").since > first
    assert SettingInForce.objects.get(name="DISABLE_UNUSED_DAYS").since == first


@pytest.mark.parametrize("test", NAMED)
def test_every_test_that_is_named_exists(settings, test):
    path, _, name = test.partition("::")

    assert re.search(rf"^def {name}\(", (settings.BASE_DIR / path).read_text(), re.MULTILINE)
