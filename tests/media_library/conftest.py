import pytest


@pytest.fixture
def media_root(settings, tmp_path):
    """An empty directory for what the test uploads."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def stored(media_root):
    """`stored()`: the names of all files on disk, renditions of pictures apart."""
    return lambda: [str(path.relative_to(media_root)) for path in media_root.glob("*/*/*/*") if path.is_file()]
