"""What has been released goes on: its migrations stay, further ones are added (decision 26)."""

from django.db.migrations.loader import MigrationLoader

from tests.golden import FOLDER

OWN = ("portal", "news", "media_library", "publishing", "traffic")


def test_released_migrations_stay():
    disk = MigrationLoader(None).disk_migrations.items()
    ours = {f"{app}.{name}" for (app, name), migration in disk if migration.__module__.startswith(OWN)}

    assert {*(FOLDER / "migrations.txt").read_text().split()} <= ours
