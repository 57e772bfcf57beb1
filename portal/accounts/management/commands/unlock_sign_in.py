from django.core.management.base import BaseCommand

from portal.accounts.throttling import locked_names, unlock
from publishing.record import record


class Command(BaseCommand):
    """Let a name in again after wrong passwords, or list who is locked: `manage.py unlock_sign_in [NAME]`."""

    help = "Mở khóa đăng nhập cho một tên bị gõ sai mật khẩu quá nhiều lần; không có tên thì liệt kê các tên bị khóa."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", metavar="TÊN", help="tên đăng nhập")

    def handle(self, *, name, **options):
        if name is None:
            names = locked_names()
            self.stdout.write("\n".join(names) if names else "Không có tên nào đang bị khóa.")
        elif count := unlock(name):
            record("sign_in_unlocked", thing_text=name)
            self.stdout.write(f"Đã mở khóa “{name}” (bị khóa từ {count} địa chỉ mạng).")
        else:
            self.stdout.write(f"“{name}” không bị khóa; không có gì thay đổi.")
