from django.core.management.base import BaseCommand, CommandError

from portal.accounts import second_factor
from portal.accounts.models import User


class Command(BaseCommand):
    """Take away the second factor of somebody who has lost it: `manage.py reset_second_factor NAME`."""

    help = "Đặt lại xác thực hai lớp của một người bị mất điện thoại và mã dự phòng; các phiên của người ấy kết thúc."

    def add_arguments(self, parser):
        parser.add_argument("name", metavar="TÊN", help="tên đăng nhập")

    def handle(self, *, name, **options):
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Không có tên đăng nhập “{name}”, hãy xem lại trong Người dùng.")
        if second_factor.reset(user):
            self.stdout.write(f"Đã đặt lại xác thực hai lớp của “{name}”; lần sau đăng nhập chỉ cần mật khẩu.")
        else:
            self.stdout.write(f"“{name}” chưa bật xác thực hai lớp; không có gì thay đổi.")
