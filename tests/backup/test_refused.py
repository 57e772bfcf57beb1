"""What cannot be done is said in one Vietnamese sentence, and nothing is touched."""

import fcntl

import pytest

from tests.factories import make_article, make_user
from tests.faults.full_disk import MAX_FILE_BYTES


def sentence(ending):
    """The one line that a refusal is."""
    [line] = ending.strip().splitlines()
    assert line.startswith("CommandError: ")
    return line


def test_two_backups_at_once(installation, directory):
    installation.backup(directory)

    with (directory / ".portal-backup").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ending = installation.manage("backup", directory, status=1)

    assert "Một lượt sao lưu khác" in sentence(ending)


@pytest.mark.parametrize("name", ["media", "media/sao-luu", "tally", "."])
def test_directory_among_the_sites_own_files(installation, name):
    assert "chọn thư mục khác" in sentence(installation.manage("backup", installation.data_dir / name, status=1))


def test_directory_with_a_media_folder_of_somebody_else(installation, directory):
    (directory / "media").mkdir(parents=True)
    (directory / "media" / "phim.mp4").touch()

    ending = installation.manage("backup", directory, status=1)

    assert "không do lệnh sao lưu tạo" in sentence(ending)
    assert (directory / "media" / "phim.mp4").exists()


def test_directory_that_cannot_be_written(installation):
    assert "Không sao lưu được vào" in sentence(installation.manage("backup", "/proc/sao-luu", status=1))


def test_place_with_content(installation, directory, make_installation):
    folder, other = installation.backup(directory), make_installation()
    other.manage("restore", folder)
    make_article()  # in the test's own place

    ending = installation.manage("restore", folder, status=1)

    assert "news_article: 1 dòng" in sentence(ending)
    assert installation.ask("SELECT COUNT(*) FROM news_article") == [(1,)]


def test_place_with_an_account(installation, directory):
    folder = installation.backup(directory)
    make_user()

    assert "accounts_user: 1 dòng" in sentence(installation.manage("restore", folder, status=1))


def test_place_with_uploaded_files(installation, directory, make_installation):
    folder, other = installation.backup(directory), make_installation()
    (other.data_dir / "media").mkdir(parents=True)
    (other.data_dir / "media" / "a.txt").touch()

    ending = other.manage("restore", folder, status=1)

    assert "đã có tệp (a.txt)" in sentence(ending)
    assert other.media() == {"a.txt": b""}


@pytest.mark.parametrize("name", ["thu.txt", "pages/trang-chu.md", "stamps/dau.png"])
def test_place_with_files_of_somebody_else(installation, directory, make_installation, name):
    folder, other = installation.backup(directory), make_installation()
    (other.data_dir / name).parent.mkdir(parents=True, exist_ok=True)
    (other.data_dir / name).touch()

    assert f"không phải của trang ({name})" in sentence(other.manage("restore", folder, status=1))
    assert (other.data_dir / name).exists()


def test_place_where_a_site_runs(installation, directory, site, monkeypatch):
    folder = installation.backup(directory)
    monkeypatch.setattr(installation, "environment", installation.environment | {"DATA_DIR": str(site.data_dir)})

    assert "Trang đang chạy" in sentence(installation.manage("restore", folder, status=1))


def test_place_that_was_only_migrated_is_empty(installation, directory):
    folder = installation.backup(directory)

    installation.manage("sync_roles")
    printed = installation.manage("restore", folder)

    assert "đều khớp" in printed


def test_two_restores_at_once(installation, directory):
    folder = installation.backup(directory)

    with (installation.data_dir / ".restore.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ending = installation.manage("restore", folder, status=1)

    assert "Một lượt khôi phục khác" in sentence(ending)


def test_disk_without_room(installation, directory):
    (installation.data_dir / "media" / "phim.mp4").write_bytes(b"x" * MAX_FILE_BYTES * 4)

    ending = installation.manage("backup", directory, status=1, limit=MAX_FILE_BYTES)

    assert "kiểm tra" in sentence(ending)
    assert [path for path in directory.iterdir() if path.name not in {"media", ".portal-backup"}] == []
