"""A new kind of content is its package and a line in INSTALLED_APPS: tests/new_kind/ run in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KIND = ROOT / "tests/sample_kind"
PACKAGES = ("portal", "news", "media_library", "publishing", "traffic", "templates")


def run_pytest(*words):
    outer = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", *words]
    return subprocess.run(command, cwd=ROOT, env=outer, capture_output=True, text=True, timeout=1800, check=False)


def test_site_with_a_new_kind():
    run = run_pytest("--ds=tests.new_kind.settings", "tests/new_kind")

    assert run.returncode == 0, run.stdout + run.stderr


def test_file_of_these_tests_named_alone_says_how_it_is_run():
    run = run_pytest("tests/new_kind/test_pages.py")

    assert run.returncode == pytest.ExitCode.INTERRUPTED
    assert "run tests/test_new_kind.py" in run.stdout
    assert "RuntimeError" not in run.stdout


def test_kind_takes_eighty_lines_and_is_named_nowhere_else():
    lines = [len(path.read_text().splitlines()) for path in KIND.glob("*.py")]
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.suffix in {".py", ".html"}]

    assert sum(lines) <= 80
    assert [path.name for path in files if "decree" in path.read_text().lower()] == []
