"""`make mutants` prints what survives, goes on where it was left, and its reasons are about guards that are there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.mutants import guards, reasons

HOUSE = Path(__file__).parent.parent.parent
DOOR = """def opens(age, is_known):
    if age < 18:
        return False
    if is_known is None:
        return False
    return True
"""
TESTS = """import pytest
from publishing.door import opens

@pytest.mark.parametrize("age", [17, 18])
def test_door_opens_with_eighteen(age):
    assert opens(age, True) == (age == 18)
"""


@pytest.fixture
def house(tmp_path):
    """A repository with a guard that a test misses and one that none does."""
    for name, text in {"publishing/door.py": DOOR, "tests/test_door.py": TESTS}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    shutil.copytree(HOUSE / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("*.toml"))
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


def try_guards(house):
    environment = {"PATH": os.environ["PATH"], "HOME": str(house)}  # nothing of the run that this test belongs to
    command = [sys.executable, "-m", "scripts.mutants"]
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=True).stdout


def test_a_guard_that_no_test_misses_is_printed(house):
    first, again = try_guards(house), try_guards(house)

    assert "opens: if age < 18: return: tests/test_door.py::test_door_opens_with_eighteen[17]" in first
    for printed in (first, again):
        assert "publishing/door.py:4 [if] opens: if is_known is None: return (0 tests)" in printed
        assert "1 of 2 killed (50.0 %), 0 survive with a reason, 1 without." in printed
    assert "age < 18" not in again
    assert (house / "publishing/door.py").read_text() == DOOR


def test_reasons_are_about_guards_that_are_there():
    assert reasons().keys() - {guard.key for guard in guards()} == set()
