"""A manifest whose checksum is right but which no backup has written is a damaged archive, in words."""

import json
from itertools import product

import pytest
from django.core.management.base import CommandError

from portal.backup.restoring import check
from tests.backup.test_damaged_archive import write
from tests.factories import make_article, make_image

NAMES = ["format", "site", "ended_at", "engine", "versions", "migrations", "rows", "media_are_here", "files", "media"]
FORGED = [None, True, -1, 1.5, "x", [], ["x"], [None], {}, {"x": None}, [{"path": "x"}], [{"path": [], "size": 1}]]
NOT_NAMES = ["", ".", "/", "../x", "x\0y", "\ud800", "/etc/passwd"]


@pytest.fixture
def folder(installation, directory):
    make_article(lead_image=make_image())
    return installation.backup(directory)


def manifest_of(folder):
    return json.loads((folder / "manifest.json").read_text())


def is_taken_or_damaged(folder):
    """False for an exception that is no sentence, which the test then shows."""
    try:
        check(folder)
    except CommandError as error:
        return "hỏng" in str(error) or "DATABASE_URL" in str(error) or "phiên bản mới hơn" in str(error)
    return True


def test_manifest_without_one_of_its_parts(folder, make_installation):
    whole, other = manifest_of(folder), make_installation()

    for name in NAMES:
        write(folder, {key: value for key, value in whole.items() if key != name})
        with pytest.raises(CommandError, match="hỏng"):
            check(folder)
    write(folder, {key: value for key, value in whole.items() if key != "rows"})

    assert "Bản sao lưu hỏng" in other.manage("restore", folder, status=1)
    assert "Bản sao lưu hỏng" in other.manage("drill", folder, status=1)


def test_part_of_another_shape(folder):
    whole = manifest_of(folder)

    for name, value in product(NAMES, FORGED):
        write(folder, whole | {name: value})
        assert is_taken_or_damaged(folder), (name, value)


def test_manifest_that_is_something_else(folder):
    for whole in [None, 1, "x", [], {}, {"format": 1}, {"format": "1"}]:
        write(folder, whole)
        with pytest.raises(CommandError, match="hỏng"):
            check(folder)


@pytest.mark.parametrize("key", ["path", "copy"])
def test_name_that_no_file_has(folder, key):
    whole = manifest_of(folder)

    for name in NOT_NAMES:
        whole["media"][0][key] = name
        write(folder, whole)
        with pytest.raises(CommandError, match="hỏng"):
            check(folder)


def test_file_named_twice_or_copied_from_no_name(folder):
    whole = manifest_of(folder)
    first = whole["media"][0]

    for media in ([first, first], [first | {"copy": 1}], [first | {"copy": None}]):
        write(folder, whole | {"media": media})
        with pytest.raises(CommandError, match="hỏng"):
            check(folder)


@pytest.mark.postgresql
@pytest.mark.parametrize("versions", [{}, {"database": "PostgreSQL"}, {"database": "PostgreSQL x", "pg_dump": "y"}])
def test_versions_that_say_nothing(folder, make_installation, versions):
    write(folder, manifest_of(folder) | {"versions": versions})

    assert "Bản sao lưu hỏng" in make_installation().manage("restore", folder, status=1)
