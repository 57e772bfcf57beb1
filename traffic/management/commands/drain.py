from django.conf import settings
from django.core.management.base import BaseCommand

from traffic.orphan_recovery import recover_orphans


class Command(BaseCommand):
    help = "Cộng vào cơ sở dữ liệu số lượt xem mà các tiến trình đã dừng còn để lại trong DATA_DIR/tally."

    def handle(self, **options):
        report = recover_orphans(settings.DATA_DIR / "tally")
        self.stdout.write(f"Đã cộng {report.views} lượt xem từ {report.files} tệp.")
        if report.in_use:
            self.stdout.write(f"Còn {report.in_use} tiến trình đang đếm, chúng tự ghi lượt xem của mình.")
