"""The rule of floors: code imports only from floors below it, and only portal/apps.py connects them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {"portal": 4, "news": 3, "media_library": 2, "publishing": 1, "traffic": 1, "vietnamese": 0}
MODULES = [path.relative_to(ROOT) for package in FLOORS for path in sorted((ROOT / package).rglob("*.py"))]


def imports(source, path):
    """The full names that a module imports, also inside functions and by relative import."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = path.parts[: -node.level] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{module}.{name.name}" for name in node.names)


def is_forbidden(importer, imported):
    """Whether a package may not import that name: from its own floor or a higher one, or Django into the ground."""
    package = imported.partition(".")[0]
    if importer == "vietnamese" and package == "django":
        return True
    return package in FLOORS and package != importer and FLOORS[package] >= FLOORS[importer]


def test_modules_import_only_from_floors_below():
    breaches = [
        f"{path} imports {name}"
        for path in MODULES
        for name in imports((ROOT / path).read_text(), path)
        if is_forbidden(path.parts[0], name)
    ]

    assert breaches == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("news", "portal.pages.models"),
        ("traffic", "publishing.signals.changed"),
        ("publishing", "traffic.public_pages"),
        ("media_library", "news.models"),
        ("vietnamese", "django.utils.text"),
    ],
)
def test_law_forbids_upward_and_sideways(importer, imported):
    assert is_forbidden(importer, imported)


def test_imports_are_found_wherever_they_stand():
    source = "import news.models\ndef late():\n    from publishing import signals\n    from ..pages import models\n"

    found = list(imports(source, Path("portal/links/views.py")))

    assert found == ["news.models", "publishing.signals", "portal.pages.models"]


def test_only_the_portal_wires_floors_together():
    """Hearing `publishing.signals` is done in one place; sending them is publishing's."""
    listeners = set()
    for path in MODULES:
        source = (ROOT / path).read_text()
        knows = any(name.startswith("publishing.signals") for name in imports(source, path))
        if knows and (".connect(" in source or "@receiver(" in source):
            listeners.add(str(path))

    assert {path for path in listeners if not path.startswith("publishing/")} <= {"portal/apps.py"}


def test_every_package_of_the_house_stands_on_a_floor():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert packages - set(FLOORS) <= {"tests", "scripts", "benchmarks"}
