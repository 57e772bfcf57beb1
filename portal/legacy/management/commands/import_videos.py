from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from media_library.models import Programme, Video
from portal.legacy.segments import sort_out
from vietnamese.folding import fold


class Command(BaseCommand):
    """Make drafts of the old site's videos out of their titles: `manage.py import_videos FILE`; again does no harm."""

    help = "Tạo bản nháp cho các video của trang cũ từ danh sách tiêu đề, mỗi dòng một tiêu đề; chạy lại không đổi gì."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="tệp văn bản UTF-8, mỗi dòng một tiêu đề")

    def handle(self, *, file, **options):
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            raise CommandError(f"Không đọc được “{file}”; hãy kiểm tra tên tệp và lưu lại bằng mã UTF-8.") from None
        titles = [line for line in lines if any(map(str.isalnum, line))]
        if too_long := next((title for title in titles if len(title) > Video._meta.get_field("title").max_length), ""):
            raise CommandError(f"Tiêu đề “{too_long[:40]}…” quá dài; hãy rút gọn còn 300 ký tự.")
        with transaction.atomic():
            made = [self.take_in(old) for old in sort_out(titles)]
        self.stdout.write(f"Đã tạo {made.count(True)} bản nháp, {made.count(False)} video đã có từ trước.")

    def take_in(self, old):
        """Whether the video was new."""
        if Video.objects.filter(title=old.title).exists():
            return False
        Video.objects.create(title=old.title, programme=old.programme and _named(old.programme), issue_month=old.month)
        return True


def _named(name):
    return Programme.objects.filter(folded=fold(name)).first() or Programme.objects.create(name=name)
