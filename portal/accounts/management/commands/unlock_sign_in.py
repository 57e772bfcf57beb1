from django.core.management.base import BaseCommand

from portal.accounts.throttling import current_locks, unlock
from publishing.audit_log import record


class Command(BaseCommand):
    """Unlock a name after wrong passwords, or list the locked names: `manage.py unlock_sign_in [NAME]`."""

    help = "Mở khóa đăng nhập cho một tên bị gõ sai mật khẩu quá nhiều lần; không có tên thì liệt kê các tên bị khóa."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", metavar="TÊN", help="tên đăng nhập")

    def handle(self, *, name, **options):
        if name is None:
            locks = current_locks()
            self.stdout.write("\n".join(map(str, locks)) if locks else "Không có tên nào đang bị khóa.")
        elif count := unlock(name):
            record("sign_in_unlocked", thing_text=name)
            self.stdout.write(f"Đã mở khóa “{name}” (bị khóa ở {count} nơi).")
        else:
            self.stdout.write(f"“{name}” không bị khóa; không có gì thay đổi.")
