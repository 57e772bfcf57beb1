"""What a kind of published thing must declare, found before anybody types."""

import pytest
from django.contrib import admin
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import models
from django.test.utils import isolate_apps

from media_library.models import Album, Attachment
from news.models import Article
from publishing import checks
from publishing.models import Publishable


def ids(errors):
    return [error.id for error in errors]


def make_kind(fields=("title", "slug"), **declared):
    """A model of its own that inherits Publishable."""
    columns = {name: models.CharField(max_length=9) for name in fields}
    values = {"versioned_fields": fields, "Meta": type("Meta", (), {"app_label": "news"}), **columns, **declared}
    with isolate_apps("news"):
        return type("Throwaway", (Publishable,), {"__module__": __name__, **values})


def test_the_kinds_there_are_declare_all_they_must():
    assert [error for error in run_checks() if (error.id or "").startswith("publishing.")] == []


def test_a_field_that_no_revision_keeps_is_an_error_with_a_hint():
    kind = make_kind(subtitle=models.CharField(max_length=9), topics=models.ManyToManyField("news.Tag"))

    found = list(checks.field_errors(kind))

    assert ids(found) == ["publishing.E001", "publishing.E001"]
    assert 'Add "subtitle" to Throwaway.versioned_fields' in found[0].hint


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ({"fields": ("title", "slug")}, []),
        ({"subtitle": models.CharField(max_length=9, editable=False)}, []),
        ({"subtitle": models.CharField(max_length=9), "unversioned_fields": ("unpublish_at", "subtitle")}, []),
        ({"unversioned_fields": ("unpublish_at", "gone")}, ["publishing.E002"]),
        ({"versioned_fields": ("title", "slug", "gone")}, ["publishing.E002"]),
        ({"unversioned_fields": ("unpublish_at", "title")}, ["publishing.E003"]),
        ({"unversioned_fields": ()}, ["publishing.E001"]),
        ({"fields": ("title",)}, ["publishing.E004"]),
        ({"fields": ("slug",)}, ["publishing.E004"]),
    ],
    ids=["whole", "not_editable", "excepted", "no_such_exception", "no_such_field", "both", "end", "slug", "title"],
)
def test_what_a_kind_declares_is_checked(declared, expected):
    assert ids(checks.field_errors(make_kind(**declared))) == expected


def test_views_of_two_kinds_are_not_added_together(monkeypatch):
    monkeypatch.setattr(Album, "counted_as", Attachment.counted_as)

    assert "publishing.E005" in ids(run_checks())


@pytest.mark.parametrize("name", ["site", "site_figure"])
def test_no_kind_bears_the_name_of_a_figure(monkeypatch, name):
    monkeypatch.setattr(Album, "counted_as", name)

    assert "publishing.E006" in ids(run_checks())


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ({}, []),
        ({"fields": ["title", "slug"]}, []),
        ({"fieldsets": [("Nội dung", {"fields": [("title", "slug")]})]}, []),
        ({"fields": ["title"]}, ["publishing.E007"]),
        ({"fieldsets": [("Nội dung", {"fields": ["title"]})]}, ["publishing.E007"]),
    ],
    ids=["all", "fields", "fieldsets", "not_in_fields", "not_in_fieldsets"],
)
def test_a_field_that_no_form_has_is_an_error(declared, expected):
    kind = make_kind(code=models.CharField(max_length=9, editable=False), versioned_fields=("title", "slug", "code"))
    kind_admin = type("ThrowawayAdmin", (admin.ModelAdmin,), declared)(kind, admin.site)

    assert ids(checks.form_errors(kind, kind_admin)) == expected


def test_the_command_refuses_an_admin_without_a_field(monkeypatch):
    monkeypatch.setattr(type(admin.site.get_model_admin(Article)), "fieldsets", [("Nội dung", {"fields": ["title"]})])

    with pytest.raises(SystemCheckError, match=r"publishing\.E007"):
        call_command("check")


def test_the_command_refuses_a_forgotten_field(monkeypatch):
    monkeypatch.setattr(Article, "versioned_fields", [name for name in Article.versioned_fields if name != "summary"])

    with pytest.raises(SystemCheckError, match=r"publishing\.E001"):
        call_command("check")
