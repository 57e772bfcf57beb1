import gzip
import os
import time

import pytest

from tests import manage

pytestmark = pytest.mark.sqlite  # what it does to a database is Django's; here it makes a file of its own


@pytest.fixture
def prepare(tmp_path):
    """Run `manage.py prepare` over a directory of its own; answer what it prints."""
    return lambda *options: manage.run("prepare", *options, DATA_DIR=str(tmp_path / "var"), DATABASE_URL="")


def test_second_run_finds_everything_done_and_loses_nothing(prepare, tmp_path):
    first = prepare("--demo")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "var").rglob("*") if path.is_file()}
    second = prepare("--demo")

    assert "Mật khẩu: " in first
    assert second == ""
    assert {path: path.stat().st_mtime_ns for path in before if path.exists()} == before


def test_new_database_in_an_old_directory_gets_everything_again(prepare, tmp_path):
    prepare("--demo")
    for part in (tmp_path / "var").glob("portal.sqlite3*"):
        part.unlink()

    printed = prepare("--demo")

    assert "Cập nhật lược đồ" in printed
    assert "Ghi các vai trò" in printed
    assert "Mật khẩu: " in printed
    assert "Chép các tệp tĩnh" not in printed


def test_statics_alone_need_no_database(prepare, tmp_path):
    prepare("--statics")

    assert (tmp_path / "var" / "static" / "admin").is_dir()
    assert not (tmp_path / "var" / "portal.sqlite3").exists()


def test_statics_are_compressed_once(prepare, tmp_path):
    prepare("--statics")

    [text] = (tmp_path / "var" / "static" / "site").glob("site.????????????.css")
    assert gzip.decompress(text.with_name(f"{text.name}.gz").read_bytes()) == text.read_bytes()


def test_uploads_broken_off_days_ago_are_swept_away(prepare, tmp_path):
    uploads = tmp_path / "var" / "uploads"
    uploads.mkdir(parents=True)
    for name, age in {"old.upload": 2 * 86400, "new.upload": 60}.items():
        (uploads / name).touch()
        os.utime(uploads / name, (time.time() - age,) * 2)

    prepare("--statics")

    assert [path.name for path in uploads.iterdir()] == ["new.upload"]


def test_search_of_another_shape_is_made_anew(prepare, tmp_path):
    prepare()
    (tmp_path / "var" / "stamps" / "search").write_text("of old")

    assert "Đã lập dữ liệu tìm kiếm: 0 mục." in prepare()
    assert prepare() == ""
