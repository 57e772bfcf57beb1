import time

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.backup.restoring import restore
from portal.command_line import path_argument


class Command(BaseCommand):
    """Restore an archive into an installation without content: `manage.py restore DIR/<time>`."""

    help = "Khôi phục một bản sao lưu vào DATA_DIR và cơ sở dữ liệu còn trống; so từng tệp và số dòng với lúc sao lưu."
    requires_system_checks = []  # `make lint` runs them

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR/<thời điểm>", type=path_argument, help="thư mục của một bản sao lưu")

    def handle(self, *, folder, **options):
        began = time.monotonic()
        restored = restore(folder)
        manifest = restored.manifest
        for table, number in manifest["rows"].items():
            self.stdout.write(f"{table}: {number} dòng, khớp")
        self.stdout.write(
            f"Đã khôi phục bản sao lưu lúc {manifest['ended_at']} của {manifest['site']} vào {settings.DATA_DIR}: "
            f"{sum(manifest['rows'].values())} dòng trong {len(manifest['rows'])} bảng và {len(manifest['media'])} tệp "
            f"tải lên đều khớp, {time.monotonic() - began:.1f} giây."
        )
        if restored.views:
            self.stdout.write(f"Đã cộng {restored.views} lượt xem còn nằm trong sổ đếm lúc sao lưu.")
        if restored.migrations:
            self.stdout.write(
                f"Bản sao lưu của phiên bản cũ: đã áp dụng {len(restored.migrations)} bước cập nhật lược đồ."
            )
        if not manifest["media_are_here"]:
            self.stdout.write("Bản sao lưu không có tệp tải lên: chúng nằm ở kho đối tượng mà STORAGE_URL chỉ.")
        if not any(entry["path"] == "secret_key" for entry in manifest["files"]):
            self.stdout.write("Bản sao lưu không có khóa: hãy đặt SECRET_KEY như ở trang cũ.")
        self.stdout.write(
            "Các phiên đăng nhập cũ đã bỏ, mọi người đăng nhập lại. Tiếp theo: manage.py prepare, rồi manage.py serve."
        )
