import pytest

from tests.installation import Installation, make_installation  # noqa: F401 -- a fixture
from tests.running_site import database_url


@pytest.fixture
def installation(transactional_db, settings, tmp_path):
    """The test's own database and files, as another process sees them."""
    settings.DATA_DIR = tmp_path / "site"
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    settings.MEDIA_ROOT.mkdir(parents=True)
    return Installation(settings.DATA_DIR, database_url())


@pytest.fixture
def directory(tmp_path):
    """Where the archives go."""
    return tmp_path / "archives"
