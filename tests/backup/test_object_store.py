"""Uploaded files in an object store are not copied, and the output and the manifest say so."""

import json

import pytest


@pytest.fixture
def in_a_store(installation):
    """A place whose files lie in a store, which nobody answers for here."""
    installation.environment["STORAGE_URL"] = "s3://khoa:mat-khau@127.0.0.1:9/kho?tls=0"
    return installation


def test_archive_says_that_it_has_no_media(in_a_store, directory, make_installation):
    printed = in_a_store.manage("backup", directory)
    [folder] = directory.glob("2*")
    said = make_installation().manage("restore", folder)

    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["media_are_here"], manifest["media"]) == (False, [])
    assert "nằm ở kho đối tượng" in printed
    assert "nằm ở kho đối tượng" in said


def test_archive_with_media_does_not_go_into_a_store(installation, directory, make_installation):
    (installation.data_dir / "media" / "a.txt").write_text("a")
    folder, other = installation.backup(directory), make_installation()
    other.environment["STORAGE_URL"] = "s3://khoa:mat-khau@127.0.0.1:9/kho?tls=0"

    assert "STORAGE_URL" in other.manage("restore", folder, status=1)
