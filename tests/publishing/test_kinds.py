from itertools import chain

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from news.models import Article
from portal.kind_views import detail_context
from portal.pages.models import Page
from publishing import kinds
from publishing.models import Publishable
from tests.factories import make_page


def test_every_kind_of_content_is_described():
    models = {model for model in apps.get_models() if issubclass(model, Publishable)}

    assert {kind.model for kind in kinds.all_kinds()} == models


def test_descriptions_stand_in_their_order():
    assert [kind.name for kind in kinds.all_kinds()] == ["article", "video", "album", "page"]
    assert [each.name for each in kinds.all_collections()] == ["category", "programme", "author", "source", "tag"]


def test_app_taken_out_takes_its_kinds_along(settings):
    settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if app != "news"]

    assert Article not in [kind.model for kind in kinds.all_kinds()]


def test_check_names_the_file_that_is_missing(monkeypatch):
    monkeypatch.delitem(kinds._registry, Page)

    with pytest.raises(SystemCheckError, match=r"(?s)pages\.Page is not described.*portal\.pages/kind\.py"):
        call_command("check")


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ({"path": ""}, "E013"),
        ({"path": "video"}, "E013"),
        ({"list_name": "videos", "list_title": "Trang"}, "E014"),
        ({"list_name": "pages"}, "E012"),
    ],
    ids=["no path", "path of another", "name of another", "list without a title"],
)
def test_check_refuses_a_description(monkeypatch, attributes, code):
    page = next(kind for kind in kinds.all_kinds() if kind.model is Page)
    for name, value in attributes.items():
        monkeypatch.setattr(type(page), name, value)

    with pytest.raises(SystemCheckError, match=rf"portal\.pages\.kind\.PageKind.*{code}"):
        call_command("check")


@pytest.mark.parametrize("name", kinds.DETAIL_VARIABLES)
def test_check_refuses_a_model_named_as_a_variable_of_the_template(monkeypatch, name):
    monkeypatch.setattr(Page._meta, "model_name", name)

    with pytest.raises(SystemCheckError, match=rf"PageKind: \(publishing.E015\) .*“{name}”"):
        call_command("check")


@pytest.mark.django_db
def test_template_has_the_thing_and_the_variables_that_are_named():
    page = make_page()

    assert detail_context(kinds.of(page), page).keys() == {
        *kinds.DETAIL_VARIABLES,
        "page",
        *kinds.of(page).detail_context(page),
    }


def test_rights_of_a_kind_are_permissions_that_its_model_has():
    acts = chain.from_iterable(rights for each in kinds.all_descriptions() for rights in each.rights.values())

    assert set(acts) <= {"view", "add", "change", "delete"}
