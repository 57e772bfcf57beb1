"""An archive that is damaged, newer or of the other database is refused before anything is written."""

import hashlib
import json

import pytest
from django.core.management.base import CommandError

from portal.backup.restoring import check
from tests.factories import make_article, make_image
from traffic.tally import Tally


def state(installation):
    """What lies in a place, the files of every start apart."""
    made_by_any_command = {"secret_key", "uploads"}
    return {path for path in installation.data_dir.rglob("*") if path.name not in made_by_any_command}


def alter(folder, **changes):
    """Change the manifest as somebody would who made it so."""
    write(folder, json.loads((folder / "manifest.json").read_text()) | changes)


def write(folder, manifest):
    """Make that the manifest, with its checksum."""
    text = json.dumps(manifest).encode()
    (folder / "manifest.json").write_bytes(text)
    (folder / "manifest.json.sha256").write_text(f"{hashlib.sha256(text).hexdigest()}  manifest.json\n")


@pytest.fixture
def folder(installation, directory):
    """An archive with a file of every sort."""
    make_article(lead_image=make_image())
    tally = Tally(installation.data_dir / "tally")
    tally.count(("article", 1))
    folder = installation.backup(directory)
    tally.close()
    return folder


def damage(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def parts(folder):
    """One file of every sort that an archive has."""
    media = [path for path in (folder.parent / "media").rglob("*") if path.is_file()]
    return [path for path in folder.rglob("*") if path.is_file()] + media[:1]


def test_no_file_may_be_altered(folder, make_installation):
    other, endings = make_installation(), []

    for path in parts(folder):
        whole = path.read_bytes()
        damage(path)
        endings.append(other.manage("restore", folder, status=1).strip())
        path.write_bytes(whole)

    assert len(endings) >= 5
    assert [ending for ending in endings if "Bản sao lưu hỏng" not in ending or "\n" in ending] == []
    assert state(other) == set()


def test_no_file_may_be_missing_or_cut_off(folder):
    for path in parts(folder):
        whole = path.read_bytes()
        path.unlink()
        with pytest.raises(CommandError, match="hỏng"):
            check(folder)
        path.write_bytes(whole[:-1])
        with pytest.raises(CommandError, match="hỏng"):
            check(folder)
        path.write_bytes(whole)

    assert check(folder)["format"] == 1


@pytest.mark.parametrize("changes", [{"format": 2}, {"migrations": ["news.9999_from_the_future"]}])
def test_newer_archive_is_refused(folder, make_installation, changes):
    alter(folder, **changes)
    other = make_installation()

    ending = other.manage("restore", folder, status=1)

    assert "phiên bản mới hơn" in ending
    assert state(other) == set()


def test_archive_of_the_other_database_is_refused(folder, make_installation):
    manifest = json.loads((folder / "manifest.json").read_text())
    alter(folder, engine={"sqlite": "postgresql", "postgresql": "sqlite"}[manifest["engine"]])
    other = make_installation()

    ending = other.manage("restore", folder, status=1)

    assert "DATABASE_URL" in ending
    assert state(other) == set()


def test_archive_reaches_for_nothing_outside_itself(folder, make_installation):
    alter(folder, media=[{"path": "../../x", "size": 1, "sha256": ""}])

    assert "không phải tên tệp" in make_installation().manage("restore", folder, status=1)
