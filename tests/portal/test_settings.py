import ast
import re
from itertools import pairwise

from django.conf import settings
from django.core import checks
from ruamel.yaml import YAML

from tests.surroundings import variables


def variables_read():
    """The names that portal/settings.py asks the environment for."""
    tree = ast.parse((settings.BASE_DIR / "portal" / "settings.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    asked = [call for call in calls if isinstance(call.func.value, ast.Name) and call.func.value.id == "environment"]
    return {call.args[0].value for call in asked if isinstance(call.args[0], ast.Constant)}


def test_example_lists_every_variable_that_is_read_and_no_other():
    assert sorted(variables()) == sorted(variables_read())


def test_every_variable_of_the_example_is_explained_on_the_line_above():
    lines = (settings.BASE_DIR / ".env.example").read_text().splitlines()

    for above, line in pairwise(lines):
        if re.match("#[A-Z]", line):
            assert re.match("# [A-Z1]", above), line


def test_only_the_settings_read_the_environment():
    packages = ["portal", "news", "media_library", "publishing", "traffic", "vietnamese"]
    sources = [path for package in packages for path in (settings.BASE_DIR / package).rglob("*.py")]

    readers = {str(path.relative_to(settings.BASE_DIR)) for path in sources if "os.environ[" in path.read_text()}
    askers = {str(path.relative_to(settings.BASE_DIR)) for path in sources if "os.environ.get" in path.read_text()}

    assert readers | askers == {"portal/environment.py"}


def test_compose_file_sets_only_variables_that_are_read():
    compose = YAML(typ="safe").load(settings.BASE_DIR / "docker-compose.yml")

    assert compose["services"]["portal"]["environment"].keys() <= variables_read()


def test_only_the_editors_warning_is_silenced():
    assert settings.SILENCED_SYSTEM_CHECKS == ["ckeditor.W001"]


def test_deployed_over_tls_only_the_proxys_part_is_left(settings, monkeypatch):
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE")  # the tests' own
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True  # as an https SITE_URL sets them

    found = {message.id for message in checks.run_checks(include_deployment_checks=True) if not message.is_silenced()}

    assert found <= {"security.W004", "security.W008"}  # HSTS and the way from http to https are nginx's
