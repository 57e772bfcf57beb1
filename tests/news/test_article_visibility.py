from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.workflow import make_move
from tests.factories import make_article, make_author, make_category, make_source, make_tag, make_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LISTS = [
    "/",
    "/tin-tuc/",
    "/chuyen-muc/{}/",
    "/tac-gia/{}/",
    "/nguon/{}/",
    "/the/{}/",
    "/sitemap-news.xml",
    "/rss/",
    "/atom/",
    "/chuyen-muc/{}/rss/",
]
UNSEEN = [
    {"state": "draft"},
    {"state": "in_review"},
    {"state": "approved"},
    {"state": "withdrawn"},
    {"publish_at": timezone.now() + DAY},
    {"publish_at": timezone.now() - 2 * DAY, "unpublish_at": timezone.now() - DAY},
]


@pytest.mark.parametrize("fields", UNSEEN)
def test_reader_gets_404_or_410_for_an_article_that_is_not_out(client, fields):
    article = make_article(title="Chim hoàng anh", **fields)

    answer = client.get(article.get_absolute_url())

    assert answer.status_code in {404, 410}
    assert "hoàng anh" not in answer.content.decode()


@pytest.mark.parametrize("fields", UNSEEN)
@pytest.mark.parametrize("address", LISTS)
def test_no_list_names_an_article_that_is_not_out(client, fields, address):
    relations = {
        "category": make_category(slug="x"),
        "authors": [make_author(slug="x")],
        "source": make_source(slug="x"),
        "tags": [make_tag(slug="x")],
    }
    article = make_article(title="Chim hoàng anh", **relations, **fields)

    page = client.get(address.format("x")).content.decode()

    assert "hoàng anh" not in page
    assert article.slug not in page


def test_article_that_was_out_answers_gone(client):
    article = make_article(state="withdrawn")

    assert client.get(article.get_absolute_url()).status_code == 410


def test_wrong_slug_leads_to_the_right_one(client):
    article = make_article()

    answer = client.get(f"/bai-viet/ten-sai-{article.pk}/")

    assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url())


@pytest.mark.parametrize("fields", UNSEEN)
def test_wrong_slug_of_what_is_not_out_tells_nothing(client, fields):
    article = make_article(**fields)

    answer = client.get(f"/bai-viet/ten-sai-{article.pk}/")

    assert answer.status_code in {404, 410}


def test_merged_article_leads_to_where_it_went(client):
    article, other = make_article(), make_article()
    user = make_user("publishing.publish")
    make_move("withdraw", article, by=user, note="Trùng bài", withdrawal="merged", merged_into=other)

    answer = client.get(article.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (301, other.get_absolute_url())


def test_article_withdrawn_with_notice_shows_date_and_reason_and_is_in_no_list(client):
    article = make_article(title="Chim hoàng anh")
    user = make_user("publishing.publish")
    make_move("withdraw", article, by=user, note="Số liệu đã cũ", withdrawal="with_notice")

    page = client.get(article.get_absolute_url())

    assert page.status_code == 200
    assert "Số liệu đã cũ" in page.content.decode()
    assert f"{timezone.localdate():%d/%m/%Y}" in page.content.decode()
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert "hoàng anh" not in client.get("/tin-tuc/").content.decode()
