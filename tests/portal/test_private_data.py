"""What lies in DATA_DIR is for its owner alone, whatever umask the portal is started under."""

import stat

import pytest

from portal.data_directory import keep_private
from tests.factories import make_image
from tests.manage import run


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def data_dir(tmp_path):
    """One that an older version has left, open to everybody."""
    for name in ("portal.sqlite3", "portal.sqlite3-wal", "portal.sqlite3-shm", "secret_key"):
        (tmp_path / name).touch()
        (tmp_path / name).chmod(0o644)
    for path in (tmp_path, tmp_path / "media", tmp_path / "uploads"):
        path.mkdir(exist_ok=True)
        path.chmod(0o755)
    return tmp_path


@pytest.mark.sqlite
def test_new_data_is_for_its_owner_alone(tmp_path):
    data_dir = tmp_path / "var"

    run("prepare", DATA_DIR=str(data_dir), DATABASE_URL="", SECRET_KEY="")

    paths = {data_dir, *data_dir.rglob("*")}
    assert {data_dir / name for name in ("portal.sqlite3", "secret_key", "uploads", "static", "stamps")} <= paths
    assert [str(path) for path in paths if mode(path) & 0o077] == []


@pytest.mark.sqlite
def test_existing_data_is_closed_when_a_process_starts(data_dir):
    run("check", DATA_DIR=str(data_dir), DATABASE_URL="", SECRET_KEY="k" * 50)

    assert [str(path) for path in (data_dir, *data_dir.rglob("*")) if mode(path) & 0o077] == []


def test_database_file_elsewhere_is_closed_too(data_dir, tmp_path_factory):
    path = tmp_path_factory.mktemp("elsewhere") / "database"
    path.touch(0o644)

    keep_private(data_dir, str(path), group_reads_media=False)

    assert mode(path) == 0o600


def test_nginx_in_the_owners_group_may_read_media_and_nothing_else(data_dir):
    keep_private(data_dir, str(data_dir / "portal.sqlite3"), group_reads_media=True)

    assert (mode(data_dir), mode(data_dir / "media")) == (0o710, 0o750)
    others = set(data_dir.iterdir()) - {data_dir / "media"}
    assert [str(path) for path in others if mode(path) & 0o077] == []


def test_what_a_link_leads_to_is_left_as_it_is(data_dir, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    elsewhere.chmod(0o755)
    (data_dir / "static").symlink_to(elsewhere)

    keep_private(data_dir, "", group_reads_media=False)

    assert mode(elsewhere) == 0o755


@pytest.fixture
def others(tmp_path):
    """A directory of other programs, named by mistake."""
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "index.html").touch(0o644)
    for path in (tmp_path, tmp_path / "www"):
        path.chmod(0o755)
    return tmp_path


@pytest.mark.sqlite
def test_directory_of_others_stays_as_it_is_and_what_we_put_there_is_closed(others):
    for _ in range(2):  # the second start finds what the first has made
        run("check", DATA_DIR=str(others), DATABASE_URL="", SECRET_KEY="")

    assert [mode(path) for path in (others, others / "www", others / "www" / "index.html")] == [0o755, 0o755, 0o644]
    assert {mode(others / "uploads"), mode(others / "secret_key")} == {0o700, 0o600}


@pytest.mark.parametrize("name", ["pages/home.md", "stamps/1.png", "tally/2026.xlsx", "log"])
def test_directory_of_ours_with_something_else_in_it_stays_open(data_dir, name):
    (data_dir / name).parent.mkdir(exist_ok=True)
    (data_dir / name).touch()

    keep_private(data_dir, "", group_reads_media=False)

    assert (mode(data_dir), mode(data_dir / "secret_key")) == (0o755, 0o600)


@pytest.mark.parametrize(("before", "after"), [(0o755, 0o700), (0o1777, 0o1777)])
def test_empty_directory_is_closed_unless_it_is_shared(tmp_path, before, after):
    tmp_path.chmod(before)

    keep_private(tmp_path, "", group_reads_media=False)

    assert mode(tmp_path) == after


@pytest.mark.django_db
def test_picture_that_comes_in_is_for_its_owner_alone(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"

    make_image()

    paths = list(settings.MEDIA_ROOT.rglob("*"))
    assert len(paths) > 3
    assert [str(path) for path in paths if mode(path) & 0o077] == []
