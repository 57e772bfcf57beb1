"""The admin's pages in our name and colours, within the strict policy."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import make_article, make_image, make_settings, make_user
from tests.media_library.files_seen import unsigned

pytestmark = pytest.mark.django_db

STYLES = [*settings.BASE_DIR.glob("static/portal/**/*.css"), *settings.BASE_DIR.glob("static/publishing/*.css")]
NAMES = "white|black|red|gold|gr[ae]y|green|blue|orange|yellow"
COLOUR = re.compile(rf":[^;{{}}]*(#[0-9a-f]{{3,8}}\b|\b(?:rgb|hsl|oklch|lab)a?\(|\b(?:{NAMES})\b)")
INLINE = re.compile(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)


def pages():
    article = make_article(state="draft")
    yield from map(reverse, ["admin:index", "admin:password_change", "admin:news_article_changelist"])
    yield from map(reverse, ["admin:media_library_video_add", "admin:accounts_user_add"])
    for page in ("change", "history", "delete"):
        yield reverse(f"admin:news_article_{page}", args=[article.pk])
    yield reverse("admin:news_article_move", args=[make_article().pk, "withdraw"])


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_colours_are_named_by_the_tokens_alone(style):
    without_variables = re.sub(r"var\([^)]*\)|/\*.*?\*/", "", style.read_text(), flags=re.DOTALL)

    assert COLOUR.findall(without_variables) == []


def test_no_page_has_script_or_style_of_its_own(client):
    client.force_login(make_user(is_superuser=True))

    for page in pages():
        html = client.get(page).text
        ours = re.sub(r'<div class="django-ckeditor-widget"[^>]*>', "", html)  # the editor's page allows its style
        assert INLINE.findall(ours) == [], page


def test_every_page_carries_our_name_emblem_and_icon(client):
    emblem = make_image()
    make_settings(province="tỉnh Sông Hồng", emblem=emblem)
    signing_in = client.get(reverse("admin:login")).text
    client.force_login(make_user(is_superuser=True))

    for html in (signing_in, *(client.get(page).text for page in pages())):
        assert "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sông Hồng" in html
        assert f'<img src="{emblem.file.url}" alt=""' in unsigned(html)
        assert re.search(r'<link rel="icon" href="/static/site/icon[^"]*\.png"', html)


def test_signing_in_begins_with_a_heading(client):
    assert "<h1>Đăng nhập</h1>" in client.get(reverse("admin:login")).text
