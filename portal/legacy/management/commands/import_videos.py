from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from media_library.models import Programme, Video
from portal.command_line import path_argument
from portal.legacy.video_titles import look_like_titles, read_titles
from vietnamese.folding import fold

MAX_FILE_BYTES = 5_000_000


class Command(BaseCommand):
    """Make drafts of the old site's videos out of their titles: `manage.py import_videos FILE`; can be repeated."""

    help = "Tạo bản nháp cho các video của trang cũ từ danh sách tiêu đề, mỗi dòng một tiêu đề; chạy lại không đổi gì."

    def add_arguments(self, parser):
        parser.add_argument("file", type=path_argument, metavar="FILE", help="tệp văn bản UTF-8, mỗi dòng một tiêu đề")

    def handle(self, *, file, **options):
        titles = [line for line in _lines(file) if any(map(str.isalnum, line))]
        if not look_like_titles(titles):
            raise CommandError(
                f"“{file}” không phải danh sách tiêu đề video; hãy ghi mỗi dòng một tiêu đề tiếng Việt có dấu. "
                "Trang đã lưu của trang cũ thì nhập bằng “manage.py import_legacy”. Không có gì được tạo."
            )
        if too_long := next((title for title in titles if len(title) > Video._meta.get_field("title").max_length), ""):
            raise CommandError(f"Tiêu đề “{too_long[:40]}…” quá dài; hãy rút gọn còn 300 ký tự.")
        with transaction.atomic():
            made = [self.import_title(old) for old in read_titles(titles)]
        self.stdout.write(f"Đã tạo {made.count(True)} bản nháp, {made.count(False)} video đã có từ trước.")

    def import_title(self, old):
        """Whether the video was new."""
        if Video.objects.filter(title=old.title).exists():
            return False
        Video.objects.create(
            title=old.title, programme=old.programme and _get_or_create_named(old.programme), issue_month=old.month
        )
        return True


def _lines(file):
    try:
        if file.stat().st_size > MAX_FILE_BYTES or not file.is_file():  # the latter may never end
            raise CommandError(f"“{file}” không phải tệp thường, hoặc quá lớn; hãy ghi tên tệp danh sách tiêu đề.")
        return file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise CommandError(f"Không đọc được “{file}”; hãy kiểm tra tên tệp và lưu lại bằng mã UTF-8.") from None


def _get_or_create_named(name):
    return Programme.objects.filter(folded=fold(name)).first() or Programme.objects.create(name=name)
