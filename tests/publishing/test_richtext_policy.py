"""The fence round the editor: docs/decisions/0001-ckeditor-fenced.md"""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from publishing.editor import CONFIG, REMOVED_PLUGINS
from publishing.richtext_grammar import ATTRIBUTES, CLASSES, TAGS
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def policy(answer):
    """The directives of an answer's policy, as sets of sources."""
    directives = (directive.split() for directive in answer["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in directives}


@pytest.fixture
def staff(client):
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.mark.parametrize("path", ["/", "/admin/", "/admin/news/article/", "/admin/news/tag/add/", "/admin/login/"])
def test_page_without_an_editor_allows_nothing_inline(staff, path):
    directives = policy(staff.get(path))

    assert directives["default-src"] == {"'none'"}
    assert directives["script-src"] == directives["style-src"] == {"'self'"}
    assert not {"'unsafe-inline'", "'unsafe-eval'"} & set().union(*directives.values())


def test_page_with_the_editor_allows_handlers_and_styles_but_no_script(staff):
    directives = policy(staff.get("/admin/news/article/add/"))

    assert directives["script-src"] == {"'self'"}
    assert directives["script-src-attr"] == {"'unsafe-inline'"}
    assert directives["style-src"] == {"'self'", "'unsafe-inline'"}
    assert "nonce" not in str(directives)


def test_only_the_editor_itself_is_installed():
    assert apps.is_installed("ckeditor")
    assert not apps.is_installed("ckeditor_uploader")
    assert [check for check in settings.SILENCED_SYSTEM_CHECKS if "ckeditor" in check] == ["ckeditor.W001"]
    assert not getattr(settings, "WHITENOISE_KEEP_ONLY_HASHED_FILES", False)


def test_what_is_switched_off_is_not_collected():
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    collected = {path for finder in get_finders() for path, storage in finder.list(ignored)}

    plugins = {match[1] for path in collected if (match := re.match(r"ckeditor/ckeditor/plugins/([^/]+)/", path))}

    assert "ckeditor/ckeditor/ckeditor.js" in collected
    assert {"divarea", "link", "table", "pastefromword"} <= plugins
    assert not plugins & {*REMOVED_PLUGINS, "embed", "embedbase", "adobeair", "codesnippet", "mathjax", "devtools"}
    assert not {path for path in collected if path.startswith("ckeditor/") and path.endswith(".html")}


def test_editor_is_told_the_grammar():
    told = {re.match(r"\w+", rule)[0]: rule for rule in CONFIG["allowedContent"].split(";")}

    assert set(told) == TAGS
    assert all(name in told[tag] for tag in ATTRIBUTES for name in ATTRIBUTES[tag])
    assert all(name in told[tag] for tag in CLASSES for name in CLASSES[tag])
    assert CONFIG["versionCheck"] is CONFIG["entities"] is False
