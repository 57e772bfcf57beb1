from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from news.models import Category
from portal.command_line import path_argument
from portal.legacy.importing import import_page, read_page
from portal.legacy.page_parser import UnreadablePage
from vietnamese.folding import clean_line

BAR = "{desc} |{bar}| {n_fmt}/{total_fmt}"


class Command(BaseCommand):
    """Import saved pages of the old site: `manage.py import_legacy [--category NAME] FILE…`; can be repeated."""

    help = "Nhập các trang đã lưu của trang cũ (văn bản hoặc HTML) thành bài viết đã đăng; chạy lại không đổi gì."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=path_argument, metavar="FILE", help="tệp văn bản hoặc HTML đã lưu")
        parser.add_argument("--category", default="Tin tức", metavar="NAME", help="chuyên mục của các bài (Tin tức)")

    def handle(self, *, files, category, **options):
        category = clean_line(category)
        if not any(map(str.isalnum, category)) or len(category) > Category._meta.get_field("name").max_length:
            raise CommandError("--category: hãy ghi tên chuyên mục, nhiều nhất 120 ký tự.")
        done = Counter()
        for path in tqdm(files, desc="Nhập trang cũ", bar_format=BAR, disable=None, leave=False):
            try:
                done.update(self.import_file(path, category))
            except DatabaseError as error:
                reason = str(error).partition("\n")[0]
                raise CommandError(
                    f"{path}: cơ sở dữ liệu không nhận ({reason}). Các trang trước đó đã xong; hãy chạy "
                    "“manage.py migrate”, kiểm tra DATABASE_URL rồi chạy lại lệnh này."
                ) from error
        self.stdout.write(
            f"Đã nhập {done['imported']} trang, {done['unchanged']} trang không đổi, {done['refused']} tệp bị từ chối."
        )
        if done["pictures"]:
            self.stdout.write(
                f"{done['pictures']} ảnh trong các trang không được nhập; hãy tải lên trong phần quản trị."
            )
        if done["refused"]:
            raise CommandError(f"{done['refused']} tệp không nhập được, xem lý do ở trên.")

    def import_file(self, path, category):
        """Import one file, print the result, and return what to count."""
        name = clean_line(str(path))
        try:
            page = read_page(path)
        except UnreadablePage as reason:
            self.say(self.stderr, f"{name}: {reason}")
            return {"refused": 1}
        article = import_page(page, category=category)
        if article is None:
            self.say(self.stdout, f"{name}: đã nhập trước đây, không đổi gì.")
            return {"unchanged": 1}
        pictures = f" (bỏ lại {page.pictures} ảnh)" if page.pictures else ""
        self.say(self.stdout, f"{name}: {article.get_absolute_url()}{pictures}")
        return {"imported": 1, "pictures": page.pictures}

    def say(self, stream, line):
        with tqdm.external_write_mode():  # so that the progress bar does not mix with the line
            stream.write(line)
