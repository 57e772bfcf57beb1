from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError
from django.utils import timezone

from publishing.audit_cut import cut
from publishing.audit_verification import AuditLogTampered

USUAL_MONTHS = 12  # that are kept unless the operator insists


class Command(BaseCommand):
    """Remove what is old from the audit log: `manage.py cut_audit --before 2025-01-01 [--force]`."""

    help = (
        "Cắt khỏi nhật ký những việc trước một ngày; niêm phong ghi lại phần đã cắt. Hãy tải nhật ký về trước khi cắt."
    )
    requires_system_checks = []  # `make lint` runs them

    def add_arguments(self, parser):
        parser.add_argument("--before", metavar="NĂM-THÁNG-NGÀY", required=True, help="giữ lại từ ngày này trở đi")
        parser.add_argument("--force", action="store_true", help="cắt cả những việc chưa đủ 12 tháng")

    def handle(self, *, before, force, **options):
        day = _day(before)
        if settings.LOG_RETENTION_MONTHS and day > _months_ago(settings.LOG_RETENTION_MONTHS):
            raise CommandError(
                f"--before: LOG_RETENTION_MONTHS buộc giữ nhật ký {settings.LOG_RETENTION_MONTHS} tháng; hãy chọn ngày "
                "sớm hơn."
            )
        if day > _months_ago(USUAL_MONTHS) and not force:
            raise CommandError(
                f"--before: nhật ký được giữ ít nhất {USUAL_MONTHS} tháng; hãy chọn ngày sớm hơn, hoặc thêm --force "
                "nếu thật sự cần."
            )
        try:
            done = cut(day)
        except AuditLogTampered as tampered:
            raise CommandError(
                f"Nhật ký không nguyên vẹn nên không cắt. {tampered} Hãy làm rõ việc ấy trước."
            ) from None
        except ProgrammingError as error:
            why = str(error).strip().partition("\n")[0]
            raise CommandError(
                f"Không cắt được ({why}); hãy chạy lệnh này với DATABASE_URL của tài khoản sở hữu cơ sở dữ liệu."
            ) from None
        if done is None:
            self.stdout.write(f"Không có niêm phong nào chỉ gồm những việc trước ngày {day:%d/%m/%Y}; không cắt gì.")
        else:
            self.stdout.write(f"Đã cắt {done.events} việc, đến hết niêm phong {done.through}:{done.digest}")


def _months_ago(number):
    today = timezone.localdate()
    months = today.year * 12 + today.month - 1 - number
    return today.replace(year=months // 12, month=months % 12 + 1, day=min(today.day, 28))


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--before: “{text[:40]}” không phải ngày; hãy viết như 2025-01-31.") from None
