import signal

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from portal.backup.restore_drill import drill
from portal.command_line import path_argument
from portal.environment import reason


class Command(BaseCommand):
    """Prove that the site, or an archive of it, can be restored: `manage.py drill [DIR/<time>]`."""

    help = (
        "Diễn tập: sao lưu trang đang chạy (hoặc lấy bản sao lưu đã có), khôi phục thử vào một nơi tạm, mở trang chủ "
        "và một bài, rồi xóa nơi ấy."
    )
    requires_system_checks = []  # `make lint` runs them

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", metavar="DIR/<thời điểm>", nargs="?", type=path_argument, help="một bản sao lưu đã có"
        )

    def handle(self, *, folder, **options):
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # clean up also when a timer stops it
        try:
            result = drill(folder, self.stdout.write)
        except KeyboardInterrupt:
            raise CommandError("Đã dừng giữa chừng; những gì tạm đã được dọn.") from None
        except OSError as error:
            raise CommandError(f"Không diễn tập được ({reason(error)}); hãy kiểm tra TMPDIR và bản sao lưu.") from None
        manifest = result.manifest
        size = sum(entry["size"] for entry in (*manifest["files"], *manifest["media"]))
        self.stdout.write(
            f"Diễn tập đạt: {filesizeformat(size)}, sao lưu {result.seconds_to_make:.1f} giây, khôi phục "
            f"{result.seconds_to_restore:.1f} giây; nơi tạm đã được xóa."
        )
