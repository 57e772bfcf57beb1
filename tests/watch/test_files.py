"""Files that differ from their manifest, or from what a run has first read."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from portal.watch import files

CHOSEN = ["site/site.css", "site/site.js", "admin/css/base.css"]


@pytest.fixture
def release(settings, tmp_path):
    """A small release with its manifest, made by the script."""
    root = tmp_path / "release"
    for name in ("scripts/release_manifest.py", "portal/urls.py", "templates/500.html", "manage.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes((settings.BASE_DIR / name).read_bytes())
    (root / "static/site").mkdir(parents=True)
    manifest = tmp_path / "release.sha256"
    subprocess.run([sys.executable, root / "scripts/release_manifest.py", manifest], check=True, capture_output=True)
    settings.BASE_DIR, settings.RELEASE_MANIFEST = root, str(manifest)
    return root


def told(check):
    return {(found.place, found.text.split()[0]) for found in check}


def test_release_as_it_was_built_has_no_findings(release):
    assert told(files.changed_release_files()) == set()


@pytest.mark.parametrize("name", ["portal/urls.py", "templates/500.html", "manage.py"])
def test_changed_and_lost_file_of_the_release_are_found(release, name):
    with (release / name).open("a") as file:
        file.write("\n")
    assert told(files.changed_release_files()) == {(name, "khác")}

    (release / name).unlink()
    assert told(files.changed_release_files()) == {(name, "có")}


@pytest.mark.parametrize("name", ["portal/la.py", "templates/la.html", "templates/sau/la.js"])
def test_file_that_has_come_is_found(release, name):
    (release / name).parent.mkdir(exist_ok=True)
    (release / name).touch()

    assert told(files.changed_release_files()) == {(name, "không")}


def test_manifest_that_is_gone_is_found_and_none_is_needed(release, settings):
    Path(settings.RELEASE_MANIFEST).unlink()
    assert [found.text for found in files.changed_release_files()] == ["không đọc được bảng kê tệp của bản phát hành."]

    settings.RELEASE_MANIFEST = ""
    assert [*files.changed_release_files()] == []


def test_files_as_they_were_collected_have_no_findings(static_files):
    assert [found.place for found in files.changed_static_files()] == []


@pytest.fixture
def collected(settings, static_files, tmp_path):
    """Copies of three collected files, one of them compressed."""
    all_names = json.loads((static_files / "staticfiles.json").read_text())["paths"]
    stored_names = {name: all_names[name] for name in CHOSEN}
    (tmp_path / "staticfiles.json").write_text(json.dumps({"version": "1.1", "paths": stored_names, "hash": ""}))
    settings.STATIC_ROOT = tmp_path  # which makes the storage anew
    paths = {}
    for name, stored in stored_names.items():
        for each in (name, stored):
            paths[each] = tmp_path / each
            paths[each].parent.mkdir(parents=True, exist_ok=True)
            paths[each].write_bytes((static_files / each).read_bytes())
    stored = paths[stored_names["site/site.js"]]
    stored.with_name(f"{stored.name}.gz").write_bytes(gzip.compress(stored.read_bytes()))
    return stored


@pytest.mark.parametrize("which", ["stored", "plain", "compressed", "broken"])
def test_collected_file_that_was_changed_is_found(collected, settings, which):
    assert [*files.changed_static_files()] == []
    compressed = collected.with_name(f"{collected.name}.gz")
    path = {"stored": collected, "plain": settings.STATIC_ROOT / "site/site.js"}.get(which, compressed)

    path.write_bytes(gzip.compress(b"hacked") if which == "compressed" else b"hacked")

    assert [found.place for found in files.changed_static_files()] == ["static/site/site.js"]
