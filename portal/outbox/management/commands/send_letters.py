from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.outbox.models import Letter
from portal.outbox.sending import send_due_letters


class Command(BaseCommand):
    """Send the letters that are due: `manage.py send_letters`, for a timer; the server does it by itself."""

    help = "Gửi các thư đang chờ; máy chủ web tự gửi, lệnh này dành cho bộ hẹn giờ."

    def handle(self, **options):
        if not settings.SENDS_MAIL:
            self.stdout.write("Chưa đặt EMAIL_URL nên không có thư nào để gửi.")
            return
        sent = send_due_letters()
        unsent = Letter.objects.unsent().exclude(reason="")
        self.stdout.write(f"Đã gửi {sent} thư.")
        if unsent.filter(next_attempt_at__isnull=False).exists():
            raise CommandError("Còn thư chưa gửi được, hãy xem lý do ở “Thư gửi đi” trong trang quản trị.")
