from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from portal import environment
from portal.pages.models import SiteSettings
from portal.security_report.models import SettingInForce
from portal.security_report.recording import value_text
from portal.security_report.requirements import ALWAYS, NOT_BUILT, REQUIREMENTS

COLUMNS = ("Yêu cầu", "Căn cứ", "Biến", "Giá trị", "Do", "Từ khi nào", "Mức 2", "Kiểm thử chứng minh")


class Command(BaseCommand):
    """Print the evidence sheet on security: `manage.py security_report > phieu.md`; the tables are Markdown."""

    help = "In phiếu chứng cứ an toàn: thiết lập, giá trị, từ khi nào, kiểm thử chứng minh."

    def handle(self, **options):
        recorded = SettingInForce.objects.in_bulk(field_name="name")
        self.stdout.write("# Phiếu chứng cứ an toàn thông tin\n")
        self.stdout.write(f"- Hệ thống: {SiteSettings.current()}, {settings.SITE_URL}")
        self.stdout.write(f"- In lúc: {moment(timezone.now())}")
        self.stdout.write(f"- Mức an toàn đang đặt: {settings.SECURITY_LEVEL}")
        self.stdout.write(
            "- Số điều, mục chỉ ghi ở văn bản đã được đọc khi lập phiếu; với các văn bản khác, người lập hồ sơ cần đối "
            "chiếu và bổ sung.\n"
        )
        self.table(COLUMNS, [self.row(one, recorded.get(one.setting)) for one in REQUIREMENTS])
        self.stdout.write("\n## Không làm, và lý do\n")
        self.table(("Yêu cầu", "Căn cứ", "Lý do"), NOT_BUILT)

    def row(self, requirement, recorded):
        met = "đạt" if requirement.is_met() else "chưa đạt"
        tests = ", ".join(requirement.tests)
        name = requirement.setting
        if not name:
            return (requirement.asked, requirement.rule, "-", ALWAYS, "phần mềm", "-", met, tests)
        value = value_text(name)
        shown = f"{value} {requirement.unit}".strip() or "chưa đặt"
        since = moment(recorded.since) if recorded and recorded.value == value else "chưa ghi, hãy chạy prepare"
        return (requirement.asked, requirement.rule, name, shown, origin(name), since, met, tests)

    def table(self, columns, rows):
        for row in (columns, ["---"] * len(columns), *rows):
            self.stdout.write(f"| {' | '.join(row)} |")


def origin(name):
    """Where the value comes from: a variable that is set wins over the level."""
    if environment.text(name):
        return "đặt riêng"
    return f"mức {settings.SECURITY_LEVEL}" if settings.SECURITY_LEVEL else "mặc định"


def moment(at):
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M}"
