"""A rich text is clean however it is written."""

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.utils import translation

from news.models import Article
from publishing.editor import editor_widget
from publishing.richtext import MAX_HTML_BYTES, RichTextField, render
from tests.factories import make_article, make_user

HOSTILE = "<h1>Tin</h1><script>x()</script>"
CLEAN = "<h2>Tin</h2>"


def stored(article):
    return Article.objects.values_list("body", flat=True).get(pk=article.pk)


@pytest.fixture
def article(db):
    return make_article(state="draft")


def by_save(article):
    article.body = HOSTILE
    article.save()
    assert article.body == CLEAN


def by_update(article):
    Article.objects.filter(pk=article.pk).update(body=HOSTILE)


def by_bulk_update(article):
    article.body = HOSTILE
    Article.objects.bulk_update([article], ["body"])


def by_bulk_create(article):
    article.body, article.pk = HOSTILE, None
    article.pk = Article.objects.bulk_create([article])[0].pk


def by_loaddata(article):
    article.body = HOSTILE
    for loaded in serializers.deserialize("json", serializers.serialize("json", [article])):
        loaded.save()


@pytest.mark.parametrize("write", [by_save, by_update, by_bulk_update, by_bulk_create, by_loaddata])
def test_what_is_written_is_clean(article, write):
    write(article)

    assert stored(article) == CLEAN


def test_raw_post_is_clean(article, client):
    client.force_login(make_user(is_superuser=True))

    client.post(
        f"/admin/news/article/{article.pk}/change/",
        {"title": "Tin", "category": article.category_id, "body": HOSTILE, "version": article.version},
    )

    assert stored(article) == CLEAN


def test_what_the_database_computes_is_cleaned_when_shown(article):
    Article.objects.filter(pk=article.pk).update(body=Value(HOSTILE))

    assert render(stored(article)) == CLEAN.replace("<h2>", '<h2 id="muc-tin">')


def test_search_in_a_body_is_not_cleaned(article):
    Article.objects.filter(pk=article.pk).update(body="<p>a <strong>b</strong></p>")

    assert Article.objects.filter(body__contains="a <strong").exists()


def test_full_clean_cleans_and_an_empty_looking_body_is_empty(article):
    article.body = "<p>&nbsp;</p><script>x()</script>"

    article.clean_fields()

    assert article.body == ""


def test_form_says_what_to_do_about_a_body_too_long():
    field = RichTextField().formfield()

    with pytest.raises(ValidationError, match="dài 1,2 MB, nhiều nhất là 1 MB"):
        field.clean("<p>" + "x" * int(MAX_HTML_BYTES * 1.2))


def test_form_sees_no_change_in_how_the_editor_writes_the_same():
    field = RichTextField().formfield()

    assert not field.has_changed("<ul><li>a</li></ul>\n<p>b</p>", "<ul>\r\n\t<li>a</li>\r\n</ul>\r\n\r\n<p>b</p>\r\n")
    assert field.has_changed("<p>a</p>", "<p>b</p>")


def test_migrations_know_nothing_of_it():
    assert RichTextField(blank=True).deconstruct()[1:] == ("django.db.models.TextField", [], {"blank": True})


def test_editor_speaks_vietnamese_whatever_language_is_active():
    with translation.override(None, deactivate=True):
        assert '"language": "vi"' in editor_widget().get_context("body", "", {})["widget"]["config"]
