"""The apps that README says can be taken out: a portal without one of them starts and shows its pages."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.sqlite  # the process makes a database of its own

REMOVABLE = [
    "portal.audit_log",
    "portal.backup",
    "portal.demo",
    "portal.legacy",
    "portal.links",
    "portal.search",
    "portal.security_report",
    "portal.watch",
]
CORE = ["portal.accounts", "portal.notifications", "portal.outbox", "portal.pages", "portal.seo"]
LINKED = "locale media_library news publishing static tests traffic vietnamese".split()
MISSING = "/khong-co-trang-nay/"
DEMO_TRIED_WITHOUT = {"portal.links", "portal.demo"}  # the others have no part in the demo
ON_HOME_PAGE = {"portal.links": "Liên kết website", "portal.search": "search"}  # what is there only with the app


@pytest.fixture
def tree(tmp_path):
    """A copy of the portal."""
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    for name in ("portal", "templates"):
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in LINKED:
        (tmp_path / name).symlink_to(settings.BASE_DIR / name)
    return tmp_path


def take_out(app, tree):
    """Delete its folder, its templates and every line of the settings that names it; nothing else."""
    path = tree / "portal/settings.py"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if f'"{app}' not in line))
    shutil.rmtree(tree / app.replace(".", "/"))
    shutil.rmtree(tree / "templates" / app.removeprefix("portal."), ignore_errors=True)


def open_pages(tree, **options):
    words = ["shell", "--no-imports", "--command", f"from tests.portal.opened_pages import *; open_pages(**{options})"]
    return subprocess.run(
        [sys.executable, "-m", "tests.renditions", *words],
        cwd=tree,
        env={**os.environ, "DATA_DIR": str(tree / "var"), "DATABASE_URL": ""},
        capture_output=True,
        check=False,
        timeout=600,
        text=True,
    )


@pytest.mark.parametrize("app", REMOVABLE)
def test_portal_without_the_app_starts_and_shows_its_pages(app, tree):
    take_out(app, tree)

    process = open_pages(tree, demo=app in DEMO_TRIED_WITHOUT)

    assert process.stderr == ""
    seen = json.loads(process.stdout.splitlines()[-1])
    assert seen["statuses"].pop(MISSING) == 404
    assert set(seen["statuses"].values()) == {200}
    assert "</html>" in seen["home"]
    assert ON_HOME_PAGE.get(app, MISSING) not in seen["home"]


def test_readme_names_the_apps_that_can_be_taken_out():
    _, _, section = (settings.BASE_DIR / "README.md").read_text().partition("## What can be taken out\n")
    listed = re.findall(r"^- `(portal\.\w+)`", section.partition("\n## ")[0], re.MULTILINE)

    assert listed == REMOVABLE


def test_every_app_is_removable_or_of_the_core():
    apps = [app for app in settings.INSTALLED_APPS if re.fullmatch(r"portal\.[a-z_]+", app)]

    assert sorted(apps) == sorted(REMOVABLE + CORE)
