import pytest

from news.models import Article
from publishing.models import Revision
from tests.factories import make_article, make_author, make_category

pytestmark = pytest.mark.django_db


def form_of(article, **fields):
    """What the browser sends for the form of an article."""
    return {
        "title": article.title,
        "slug": article.slug,
        "category": article.category_id,
        "body": article.body,
        "version": article.version,
        **fields,
    }


def address(article, page="change/"):
    return f"/admin/news/article/{article.pk}/{page}"


def test_reporter_writes_a_draft_and_it_is_theirs(client, sign_in):
    reporter, category = sign_in("Phóng viên"), make_category()
    an, binh = make_author(), make_author()

    client.post(
        "/admin/news/article/add/",
        {"title": "Đại đoàn kết", "category": category.pk, "body": "<p>Chữ</p>", "authors": [binh.pk, an.pk]},
    )

    article = Article.objects.get()
    assert (article.state, article.slug, article.version) == ("draft", "dai-doan-ket", 1)
    assert list(article.authors.all()) == [binh, an]
    revision = Revision.objects.of(article).get()
    assert (revision.by, revision.content["authors"]) == (reporter, [binh.pk, an.pk])


def test_hostile_body_from_a_raw_post_is_cleaned(client, sign_in):
    sign_in("Phóng viên")

    client.post(
        "/admin/news/article/add/",
        {"title": "Bài", "category": make_category().pk, "body": '<p onclick="x()">Chữ<script>alert(1)</script></p>'},
    )

    assert Article.objects.get().body == "<p>Chữ</p>"


def test_saving_and_submitting_is_one_button(client, sign_in):
    sign_in("Phóng viên")
    article = make_article(state="draft")

    client.post(address(article), form_of(article, title="Tên mới", _move="submit"))

    article.refresh_from_db()
    assert (article.title, article.state) == ("Tên mới", "in_review")


def test_reporter_cannot_change_what_others_are_looking_at(client, sign_in):
    sign_in("Phóng viên")

    for state in ("in_review", "approved"):
        article = make_article(state=state)
        assert client.post(address(article), form_of(article, title="Tên mới")).status_code == 403
        assert client.get(address(article)).status_code == 200


def test_forged_state_and_date_change_nothing(client, sign_in):
    sign_in("Phóng viên")
    article = make_article(state="draft")

    forged = form_of(article, state="published", publish_at_0="01/01/2020", publish_at_1="00:00", _move="publish")
    client.post(address(article), forged)

    article.refresh_from_db()
    assert (article.state, article.publish_at) == ("draft", None)


def test_editor_cannot_edit_outside_their_categories(client, sign_in):
    sign_in("Biên tập viên", categories=[make_category()])
    article = make_article(state="in_review")

    assert client.post(address(article), form_of(article)).status_code == 403


def test_form_shows_exactly_the_open_moves(client, sign_in):
    sign_in("Biên tập viên")
    article = make_article(state="in_review")

    page = client.get(address(article)).content.decode()

    assert 'value="approve"' in page
    assert 'value="return"' in page
    assert 'value="publish"' not in page


def test_reordered_authors_stay_reordered_when_the_form_is_saved_again(client, sign_in):
    sign_in("Phóng viên")
    an, binh = make_author(name="An"), make_author(name="Bình")
    article = make_article(state="draft", authors=[binh, an])

    page = client.get(address(article)).content.decode()

    chosen = page[page.index('name="authors"') :]
    assert chosen.index(f'value="{binh.pk}"') < chosen.index(f'value="{an.pk}"')


def test_draft_goes_into_the_trash_and_what_was_out_does_not(client, sign_in):
    sign_in("Thư ký tòa soạn")
    draft, out = make_article(state="draft"), make_article()

    assert client.post(address(draft, "delete/"), {"post": "yes"}).status_code == 302
    assert client.post(address(out, "delete/"), {"post": "yes"}).status_code == 403
    assert list(Article.objects.not_trashed()) == [out]
