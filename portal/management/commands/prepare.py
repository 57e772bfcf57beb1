import hashlib

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from whitenoise import compress

from media_library import chunked_uploads
from portal.accounts import roles
from portal.environment import EnvironmentMistake, reason

STAMPS = settings.DATA_DIR / "stamps"


class Command(BaseCommand):
    """Prepare database, roles and static files: `manage.py prepare [--demo]`; what is up to date is skipped.

    `--statics` prepares static files alone, without a database, for building the image.
    """

    help = "Chuẩn bị cơ sở dữ liệu, vai trò và tệp tĩnh; chạy trước mỗi lần khởi động cũng không hại gì."
    requires_system_checks = []  # a second start must be fast; `make lint` runs them

    def add_arguments(self, parser):
        parser.add_argument("--statics", action="store_true", help="chỉ chép các tệp tĩnh")
        parser.add_argument("--demo", action="store_true", help="thêm nội dung mẫu vào cơ sở dữ liệu còn trống")

    def handle(self, *, statics, demo, **options):
        try:
            STAMPS.mkdir(exist_ok=True)
            self.prepare_statics()
            chunked_uploads.sweep()
            if not statics:
                self.prepare_database(demo=demo)
        except DatabaseError as error:
            why = str(error).strip().partition("\n")[0]
            raise EnvironmentMistake(
                "DATABASE_URL", f"không dùng được cơ sở dữ liệu ({why}), hãy kiểm tra địa chỉ và máy chủ ấy."
            ) from None
        except OSError as error:
            raise EnvironmentMistake(
                "DATA_DIR", f"không ghi được “{error.filename}” ({reason(error)}), hãy kiểm tra quyền và chỗ trống."
            ) from None

    def prepare_statics(self):
        if changed("statics", fingerprint := statics_fingerprint()) or not settings.STATIC_ROOT.is_dir():
            self.step("Chép các tệp tĩnh", "collectstatic", interactive=False, verbosity=0)
            compress.main(["--quiet", "--no-brotli", str(settings.STATIC_ROOT)])  # half a second; brotli: fifteen
            stamp("statics", fingerprint)

    def prepare_database(self, *, demo):
        plan = [str(migration) for migration, _ in migrations_to_run()]
        if plan:
            self.step("Cập nhật lược đồ cơ sở dữ liệu", "migrate", interactive=False, verbosity=0)
            unstamp("roles")
        if "contenttypes.0001_initial" in plan:  # a new database, whatever files an older one left in this directory
            unstamp("demo")
            unstamp("hosts")
        if apps.is_installed("portal.search"):
            self.prepare_search(is_migrated=any(name.startswith("search.") for name in plan))
        if changed("roles", roles.fingerprint()):
            self.step("Ghi các vai trò", "sync_roles")
            stamp("roles", roles.fingerprint())
        if demo and apps.is_installed("portal.demo") and changed("demo", "done"):
            self.step("Thêm nội dung mẫu", "demo")
            stamp("demo", "done")
        self.prepare_watching()

    def prepare_watching(self):
        """Record which security settings are in force, and to which hosts contents link when the portal is set up."""
        if apps.is_installed("portal.security_report"):
            from portal.security_report.recording import record_changes

            record_changes()
        if apps.is_installed("portal.watch") and changed("hosts", "done"):
            from portal.watch import hosts

            hosts.learn()
            stamp("hosts", "done")

    def prepare_search(self, *, is_migrated):
        from portal.search.indexing import fingerprint

        if is_migrated or changed("search", fingerprint()):
            self.step("Lập dữ liệu tìm kiếm", "rebuild_search")
            stamp("search", fingerprint())

    def step(self, name, command, **options):
        self.stdout.write(f"{name} …")
        call_command(command, stdout=self.stdout, **options)


def migrations_to_run():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def statics_fingerprint():
    """A digest of the files for collectstatic and of its settings; whole seconds, as an image stores no finer times."""
    digest = hashlib.sha256(repr((settings.STORAGES, "gzip")).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            changed_at = int(storage.get_modified_time(path).timestamp())
            digest.update(repr((path, storage.size(path), changed_at)).encode())
    return digest.hexdigest()


def changed(name, wanted):
    path = STAMPS / name
    return not path.exists() or path.read_text() != wanted


def stamp(name, content):
    (STAMPS / name).write_text(content)


def unstamp(name):
    (STAMPS / name).unlink(missing_ok=True)
