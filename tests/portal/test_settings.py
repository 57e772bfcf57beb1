import ast
import re
import secrets
from functools import partial
from itertools import pairwise

from django.conf import settings
from ruamel.yaml import YAML

from tests.isolated_environment import variables
from tests.manage import run


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


def test_only_warnings_with_a_reason_are_silenced():
    assert settings.SILENCED_SYSTEM_CHECKS == ["ckeditor.W001", "security.W005", "security.W021", "security.W008"]


def test_deployed_as_the_compose_file_says_nothing_is_left_to_check(tmp_path):
    """With the `.env` that it asks for, behind a proxy that ends TLS."""
    compose = YAML(typ="safe").load(settings.BASE_DIR / "docker-compose.yml")
    given = {"SITE_URL": "https://cong.vn", "TRUSTED_PROXIES": "2", "ALLOWED_HOSTS": "cong.vn"}
    given |= {"POSTGRES_PASSWORD": "x", "SECRET_KEY": secrets.token_urlsafe(50)}
    stated = compose["services"]["portal"]["environment"]
    values = {name: re.sub(r"\$\{(\w+):([-?])([^}]*)\}", partial(_value, given), text) for name, text in stated.items()}

    printed = run(
        *("check", "--deploy", "--fail-level", "WARNING"),
        **{**values, "DATA_DIR": str(tmp_path), "DJANGO_ALLOW_ASYNC_UNSAFE": ""},
    )

    assert "no issues" in printed


def _value(given, found):
    """What compose puts in place of `${NAME:-default}`, or of `${NAME:?what is missing}`."""
    name, sign, default = found.groups()
    return given.get(name, default if sign == "-" else "")
