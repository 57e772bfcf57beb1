from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.accounts.models import User
from portal.demo.loading import USERNAME, is_empty, load, new_password
from portal.demo.removal import remove
from publishing.kinds import all_kinds

NAMED = {
    "news.article": "bài viết",
    "news.category": "chuyên mục",
    "media_library.programme": "chuyên đề",
    "media_library.video": "video",
    "media_library.image": "ảnh",
    "media_library.album": "album ảnh",
    "media_library.attachment": "tệp",
    "pages.page": "trang",
    "links.link": "liên kết",
}
NOT_EMPTY = "Cơ sở dữ liệu đã có nội dung nên không thêm nội dung mẫu; không có gì thay đổi."


def listed(counts):
    """What was made, of `{label: number}`; the kinds that are not named here come last."""
    others = {kind.model._meta.label_lower: kind.verbose_name for kind in all_kinds()}
    names = NAMED | {label: name for label, name in others.items() if label not in NAMED}
    return ", ".join(f"{counts[label]} {name}" for label, name in names.items() if label in counts)


class Command(BaseCommand):
    """Fill an empty database with the demo, remove it again, or set its account's password: `manage.py demo`."""

    help = "Thêm nội dung mẫu vào cơ sở dữ liệu còn trống, kèm một tài khoản biên tập."

    def add_arguments(self, parser):
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--remove", action="store_true", help="gỡ nội dung mẫu, giữ lại những gì đã được biên tập")
        choice.add_argument("--reset-password", action="store_true", help=f"đặt mật khẩu mới cho tài khoản {USERNAME}")

    def handle(self, **options):
        if options["remove"]:
            self.remove()
        elif options["reset_password"]:
            self.reset_password()
        else:
            self.load()

    def load(self):
        loaded = load() if is_empty() else None
        if loaded is None:
            self.stdout.write(NOT_EMPTY)
            return
        counts, password = loaded
        self.stdout.write(f"Đã thêm nội dung mẫu: {listed(counts)}.")
        if password is None:
            self.stdout.write(f"Tài khoản {USERNAME} đã có từ trước nên được giữ nguyên.")
        else:
            self.show_password(password)

    def remove(self):
        gone, kept = remove()
        if not gone and not kept:
            self.stdout.write("Không có nội dung mẫu nào để gỡ.")
            return
        self.stdout.write(f"Đã gỡ {len(gone)} mục của nội dung mẫu.")
        if kept:
            counts = Counter(thing._meta.verbose_name for thing in kept)
            listed = ", ".join(f"{count} {name}" for name, count in counts.items())
            self.stdout.write(f"Giữ lại {len(kept)} mục đã được biên tập hoặc đang được dùng: {listed}.")

    @transaction.atomic
    def reset_password(self):
        user = User.objects.filter(username=USERNAME).first()
        if user is None:
            raise CommandError(f"Chưa có tài khoản {USERNAME}; hãy chạy “manage.py demo” trên cơ sở dữ liệu còn trống.")
        password = new_password()
        user.set_password(password)
        user.is_active = True
        user.save()
        self.show_password(password)

    def show_password(self, password):
        self.stdout.write(f"Tài khoản: {USERNAME}\nMật khẩu: {password}")
        self.stdout.write("Mật khẩu chỉ hiện một lần; quên thì chạy “manage.py demo --reset-password”.")
