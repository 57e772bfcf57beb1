"""Rules for the code: file and function sizes, module names, and documents that name only what exists."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
PACKAGES = ["portal", "news", "media_library", "publishing", "traffic", "vietnamese", "tests", "benchmarks", "scripts"]
SOURCES = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]
DOCUMENTS = [path for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")) if path.exists()]
LINES_AT_MOST = {"models.py": 300, "views.py": 150}
VAGUE_NAMES = {"services", "utils", "helpers", "core", "common", "managers"}  # names that say nothing of the business


def lines_of(path):
    return len(path.read_text().splitlines())


def test_files_stay_small():
    allowed = {path: 120 if path.name.startswith("test_") else LINES_AT_MOST.get(path.name) for path in SOURCES}

    too_long = {path: most for path, most in allowed.items() if most and lines_of(path) >= most}
    assert [f"{path.relative_to(ROOT)}: {lines_of(path)}" for path in too_long] == []


def test_functions_stay_under_forty_lines():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40
    ]

    assert found == []


def test_modules_are_named_for_their_business():
    assert [str(path) for path in SOURCES if path.stem in VAGUE_NAMES or path.parent.name in VAGUE_NAMES] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_paths_named_in_documents_exist(document):
    """In backquotes, a word with a slash or a known ending is a path of ours; an address begins with a slash."""
    words = re.findall(r"`([\w.][\w./-]*)`", document.read_text())
    paths = [word for word in words if re.search(r"\w/\w|/$|\.(py|md|toml|txt|yml|html|css|js)$", word)]

    assert [path for path in paths if not is_in_repository(path)] == []


def is_in_repository(path):
    """Whether it exists, from the root or from any package; what DATA_DIR holds is created at run time."""
    made_at_run_time = path.split("/")[0] in {"var", ".venv", "tally", "media", "stamps", "uploads", "pages"}
    return made_at_run_time or (ROOT / path).exists() or any(ROOT.glob(f"*/{path}")) or any(ROOT.glob(f"*/*/{path}"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_named_in_documents_exist(document):
    text = document.read_text()
    blocks = "\n".join(re.findall("```.*?```", text, re.DOTALL))
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z-]+)", text) + re.findall(r"\bmake ([a-z-]+)", blocks)) <= targets
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= get_commands().keys()
