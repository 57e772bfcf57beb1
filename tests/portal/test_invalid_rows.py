"""A row that cannot be drawn, however it came to be so, costs itself and never the page it stands on."""

import pytest
from django.core.management import call_command
from django.db import OperationalError

from media_library.models import Image
from news.models import Article, Author, Category
from tests.factories import (
    make_album,
    make_article,
    make_attachment,
    make_author,
    make_image,
    make_programme,
    make_settings,
    make_user,
    make_video,
)
from tests.portal.invalid_rows import sitemaps, without_constraint, wrong_answers

pytestmark = [pytest.mark.django_db, pytest.mark.leaves_out]
WRONG = [
    {"file": ""},
    {"file": "khong-co-tep"},
    {"file": "anh/2026/11/mat.jpg"},
    {"file": "../../../x\n.png"},
    {"width": 0, "height": 0},
    *(
        {"renditions": made}
        for made in ([], "x", 7, {"focus": 1}, {"focus": [50, 50], "shapes": {"card": [[1, None]]}})
    ),
    {"renditions": {"focus": ["a", "b"], "shapes": [], "others": 3}},
]


@pytest.fixture
def site(client):
    """Everything that has a picture, with one and the same."""
    client.force_login(make_user(is_superuser=True))
    image, programme = make_image(title="Một ảnh"), make_programme()
    body = f'<p>Một</p><figure><img data-image="{image.pk}" alt="x"></figure>'
    video = make_video(title="Một video", poster=image, programme=programme)
    album = make_album(title="Một album", pictures=[image])
    article = make_article(title="Một bài", lead_image=image, body=body, attachments=[make_attachment()])
    article.authors.set([make_author()])
    make_settings(emblem=image)
    return {"IMAGE": image, "VIDEO": video, "ALBUM": album, "ARTICLE": article, "PROGRAMME": programme}


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_picture_that_cannot_be_drawn_fells_no_page(client, site, wrong):
    client.raise_request_exception = False

    with without_constraint():
        Image.objects.filter(pk=site["IMAGE"].pk).update(**wrong)

    assert wrong_answers(client, site) == {}
    assert "Một bài" in client.get("/").text


@pytest.mark.parametrize(
    ("model", "wrong"), [(Category, "slug"), (Author, "slug"), (Article, "slug"), (Author, "name")]
)
@pytest.mark.parametrize("value", ["", "a b/"])
def test_row_without_what_it_should_have_fells_no_page(client, site, model, wrong, value):
    client.raise_request_exception = False

    model.objects.update(**{wrong: value})
    site["ARTICLE"] = Article.objects.get()

    assert wrong_answers(client, site) == {}
    assert "Một bài" in client.get("/").text


def test_row_that_cannot_be_drawn_is_left_out_and_logged_once(client, site, monkeypatch, caplog):
    monkeypatch.setattr("publishing.error_isolation._logged", {})
    healthy = make_article(title="Bài lành")
    draw = Article.get_absolute_url
    monkeypatch.setattr(Article, "get_absolute_url", lambda self: draw(self) if self.pk == healthy.pk else 1 / 0)

    (articles,) = [address for address in sitemaps(client) if "bai-viet" in address]
    asked = ["/", "/tin-tuc/", "/tin-tuc/", "/rss/", "/atom/", articles]
    pages = [client.get(address).text for address in asked]

    told = [record for record in caplog.records if "card.html" in record.getMessage()]
    assert all(healthy.get_absolute_url() in page for page in pages)
    assert not any(">Một bài<" in page for page in pages)
    assert (len(told), told[0].exc_info[0]) == (1, ZeroDivisionError)


def test_fault_of_the_database_is_no_row_that_cannot_be_drawn(client, site, monkeypatch):
    def fail(article):
        raise OperationalError

    monkeypatch.setattr(Article, "get_absolute_url", fail)

    with pytest.raises(OperationalError):
        client.get("/tin-tuc/")


def test_search_is_rebuilt_past_such_rows(client, site):
    Image.objects.update(file="khong-co-tep", renditions=[])
    Category.objects.update(slug="")

    call_command("rebuild_search", verbosity=0)

    assert "Một bài" in client.get("/tim-kiem/?q=b%C3%A0i").text
