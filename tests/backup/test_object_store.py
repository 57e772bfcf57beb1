"""Uploaded files in an object store are not copied, and everybody is told so."""

import json

import pytest


@pytest.fixture
def in_a_store(place):
    """A place whose files lie in a store, which nobody answers for here."""
    place.environment["STORAGE_URL"] = "s3://khoa:mat-khau@127.0.0.1:9/kho?tls=0"
    return place


def test_archive_says_that_it_has_no_media(in_a_store, directory, make_place):
    printed = in_a_store.manage("backup", directory)
    [folder] = directory.glob("2*")
    said = make_place().manage("restore", folder)

    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["media_are_here"], manifest["media"]) == (False, [])
    assert "nằm ở kho đối tượng" in printed
    assert "nằm ở kho đối tượng" in said


def test_archive_with_media_does_not_go_into_a_store(place, directory, make_place):
    (place.data_dir / "media" / "a.txt").write_text("a")
    folder, other = place.backup(directory), make_place()
    other.environment["STORAGE_URL"] = "s3://khoa:mat-khau@127.0.0.1:9/kho?tls=0"

    assert "STORAGE_URL" in other.manage("restore", folder, status=1)
