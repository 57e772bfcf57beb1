import pytest
from django.conf import settings


def pytest_collection_modifyitems(config, items):
    """Leave out, not skip, what is marked for the other database."""
    other = "postgresql" if settings.IS_SQLITE else "sqlite"
    left_out = [item for item in items if item.get_closest_marker(other)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """Put the test's SQLite in a file, so that threads and processes share it as they do in service."""
    if settings.IS_SQLITE:
        database = settings.DATABASES["default"]
        database.setdefault("TEST", {})["NAME"] = str(settings.DATA_DIR / "tests.sqlite3")
