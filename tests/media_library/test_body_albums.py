"""Albums within a text: shown as galleries, gone without a trace when they are down."""

import pytest
from django.template import Context, Template

from publishing.richtext import clean_html
from publishing.workflow import make_move
from tests.factories import make_album, make_article, make_image, make_user

pytestmark = pytest.mark.django_db


def rendered(html):
    return Template("{% load rich_text %}{% rich_text html %}").render(Context({"html": html}))


def figure(album, caption=""):
    return f'<figure class="album" data-album="{album.pk}">{caption}</figure>'


def test_album_is_shown_as_a_gallery_that_leads_to_its_page():
    images = [make_image(alt="Bến sông"), make_image(alt="Chợ")]
    album = make_album(title="Ngày hội", pictures=images, captions={str(images[1].pk): "Chợ sớm"})

    html = rendered(figure(album, "<figcaption>Ảnh: Lê Nga</figcaption>"))

    assert html.index(images[0].responsive("card").fallback) < html.index(images[1].responsive("card").fallback)
    assert f'<a href="{album.get_absolute_url()}">Album ảnh: Ngày hội</a> (2 ảnh)' in html
    assert "<figcaption>Chợ sớm</figcaption>" in html
    assert html.count('loading="lazy"') == 2
    assert html.endswith("<figcaption>Ảnh: Lê Nga</figcaption></figure>")


@pytest.mark.parametrize("albums", [1, 5])
def test_albums_of_a_text_cost_one_query_however_many(django_assert_num_queries, albums):
    made = [make_album(pictures=[make_image(), make_image()]) for _ in range(albums)]

    with django_assert_num_queries(1):
        html = rendered("".join(map(figure, made)))

    assert html.count("<img") == 2 * albums


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"state": "withdrawn"}, {"pictures": []}])
def test_album_that_is_not_out_or_empty_leaves_no_trace(fields):
    album = make_album(**fields)

    html = rendered(f"<p>Trước</p>{figure(album, '<figcaption>Lời</figcaption>')}<p>Sau</p>")

    assert html.split() == ["<p>Trước</p>", "<p>Sau</p>"]


def test_article_follows_its_album_down(client):
    album = make_album(title="Ngày hội")
    article = make_article(body=figure(album))
    make_move("withdraw", album, by=make_user(is_superuser=True), note="Sai")

    page = client.get(article.get_absolute_url())

    assert page.status_code == 200
    assert "Ngày hội" not in page.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('<figure data-album="7"><p>x</p></figure>', '<figure class="album" data-album="7"></figure>'),
        ('<figure class="album" data-album="x"></figure>', ""),
        ('<figure data-album="7" data-video="8"></figure>', '<figure class="video" data-video="8"></figure>'),
        ('<figure class="album"><img data-image="3"></figure>', '<figure><img data-image="3"></figure>'),
    ],
)
def test_grammar_keeps_the_number_of_an_album_alone(typed, kept):
    assert clean_html(typed) == kept
