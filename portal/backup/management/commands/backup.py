import time

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from portal.backup.creating import create_archive
from portal.command_line import path_argument


class Command(BaseCommand):
    """Make an archive of the running site: `manage.py backup DIR [--keep N]`."""

    help = "Sao lưu trang đang chạy vào DIR/<thời điểm>/, các tệp tải lên vào DIR/media/."
    requires_system_checks = []  # `make lint` runs them

    def add_arguments(self, parser):
        parser.add_argument("directory", metavar="DIR", type=path_argument, help="thư mục chứa các bản sao lưu")
        parser.add_argument("--keep", metavar="N", type=int, help="chỉ giữ N bản mới nhất, xóa những bản cũ hơn")

    def handle(self, *, directory, keep, **options):
        if keep is not None and keep < 1:
            raise CommandError("--keep: hãy đặt một số từ 1 trở lên.")
        began = time.monotonic()
        made = create_archive(directory, keep=keep)
        manifest, seconds = made.manifest, time.monotonic() - began
        self.stdout.write(
            f"Đã sao lưu vào {made.folder}: {sum(manifest['rows'].values())} dòng trong {len(manifest['rows'])} bảng, "
            f"{len(manifest['media'])} tệp tải lên ({made.new_files} tệp mới), {filesizeformat(made.bytes)}, "
            f"{seconds:.1f} giây."
        )
        if not manifest["media_are_here"]:
            self.stdout.write("Tệp tải lên nằm ở kho đối tượng (STORAGE_URL) nên không có trong bản sao lưu này.")
        for folder in made.unreadable:
            self.stdout.write(f"Không đọc được bản cũ “{folder}” nên chưa dọn tệp thừa; hãy xóa hoặc chuyển nó đi.")
