"""Uploaded files lie once in DIR/media/, for all archives that name them."""

import shutil

from tests.factories import make_image


def shared(directory):
    return {path: path.stat().st_mtime_ns for path in (directory / "media").rglob("*") if path.is_file()}


def test_second_archive_copies_what_is_new_alone(installation, directory):
    make_image()
    installation.backup(directory)
    before = shared(directory)
    make_image()

    installation.backup(directory)

    after = shared(directory)
    assert before.items() < after.items()
    assert len(after) == len(installation.media())


def test_file_that_the_site_deleted_stays_as_long_as_an_archive_names_it(installation, directory, make_installation):
    make_image()
    folder, other = installation.backup(directory), make_installation()
    files = installation.media()
    shutil.rmtree(installation.data_dir / "media" / "anh")

    newer = installation.backup(directory)
    other.manage("restore", folder)
    shutil.rmtree(folder)
    installation.backup(directory)

    assert other.media() == files
    assert shared(directory) == {}
    assert newer.exists()


def test_name_with_another_content_leaves_the_older_archive_whole(installation, directory, make_installation):
    (installation.data_dir / "media" / "a.txt").write_text("cũ")
    older = installation.backup(directory)
    (installation.data_dir / "media" / "a.txt").write_text("mới")
    newer = installation.backup(directory)

    first, second = make_installation(), make_installation()
    first.manage("restore", older)
    second.manage("restore", newer)

    assert first.media() == {"a.txt": "cũ".encode()}
    assert second.media() == {"a.txt": "mới".encode()}


def test_copy_that_was_damaged_is_made_anew(installation, directory, make_installation):
    (installation.data_dir / "media" / "a.txt").write_text("nguyên")
    installation.backup(directory)
    (directory / "media" / "a.txt").write_text("hỏng")

    folder, other = installation.backup(directory), make_installation()
    other.manage("restore", folder)

    assert other.media() == {"a.txt": "nguyên".encode()}
    assert (directory / "media" / "a.txt").read_text() == "nguyên"


def test_oldest_archives_go_and_what_they_alone_named(installation, directory):
    (installation.data_dir / "media" / "a.txt").write_text("cũ")
    first = installation.backup(directory)
    (installation.data_dir / "media" / "a.txt").unlink()
    second = installation.backup(directory)

    installation.manage("backup", directory, "--keep", "2")

    assert (first.exists(), second.exists()) == (False, True)
    assert len([*directory.glob("2*")]) == 2
    assert shared(directory) == {}


def test_nothing_is_cleared_away_for_the_sake_of_an_archive_that_cannot_be_read(installation, directory):
    (installation.data_dir / "media" / "a.txt").write_text("cũ")
    folder = installation.backup(directory)
    (installation.data_dir / "media" / "a.txt").unlink()
    (folder / "manifest.json").write_text("{")

    printed = installation.manage("backup", directory)

    assert str(folder) in printed
    assert [path.name for path in shared(directory)] == ["a.txt"]
