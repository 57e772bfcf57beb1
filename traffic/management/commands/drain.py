from django.conf import settings
from django.core.management.base import BaseCommand

from traffic.adoption import adopt


class Command(BaseCommand):
    help = "Cộng vào cơ sở dữ liệu số lượt xem mà các tiến trình đã dừng còn để lại trong DATA_DIR/tally."

    def handle(self, **options):
        adopted = adopt(settings.DATA_DIR / "tally")
        self.stdout.write(f"Đã cộng {adopted.views} lượt xem từ {adopted.files} tệp.")
        if adopted.in_use:
            self.stdout.write(f"Còn {adopted.in_use} tiến trình đang đếm, chúng tự ghi lượt xem của mình.")
