from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.factories import make_article, make_category, make_highlight
from traffic import generation

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def aged(hours, **fields):
    return make_article(publish_at=timezone.now() - hours * HOUR, **fields)


def fronted(client):
    context = client.get("/").context
    return [*context["lead"], *context["beside"], *context["latest"]]


def test_home_leads_with_highlights_in_their_order_and_fills_up_with_the_newest(client):
    articles = [aged(hours) for hours in range(20)]
    make_highlight(article=articles[15], order=2)
    make_highlight(article=articles[3], order=1)

    page = client.get("/")

    assert page.context["lead"] == [articles[3]]
    assert page.context["beside"] == [articles[15], articles[0], articles[1]]
    assert page.context["latest"] == [articles[n] for n in (2, 4, 5, 6, 7, 8, 9, 10)]


def test_no_article_stands_on_the_front_twice_however_many_are_highlighted(client):
    articles = [aged(hours) for hours in range(12)]
    for article in articles[:7]:
        make_highlight(article=article)

    assert fronted(client) == articles


@pytest.mark.parametrize(
    ("article", "highlight"),
    [
        ({}, {"until": timezone.now() - HOUR}),
        ({"state": "draft"}, {}),
        ({"publish_at": timezone.now() + HOUR}, {}),
        ({"publish_at": timezone.now() - 3 * HOUR, "unpublish_at": timezone.now() - HOUR}, {}),
    ],
)
def test_reader_meets_no_highlight_that_is_over_or_not_out(client, article, highlight):
    article = {"publish_at": timezone.now() - 2 * HOUR, **article}
    make_highlight(article=make_article(title="Chim hoàng anh", **article), **highlight)
    newest = make_article()

    assert client.get("/").context["lead"] == [newest]


def test_highlight_of_a_category_leads_there_and_not_at_home(client):
    category = make_category()
    old = aged(5, category=category)
    newest = aged(1, category=category)
    make_highlight(article=old, category=category)

    assert client.get("/").context["lead"] == [newest]
    assert client.get(category.get_absolute_url()).context["pinned"] == [old]


def test_reader_of_a_category_meets_each_article_once_and_what_is_pinned_first(client):
    category = make_category()
    articles = [aged(hours, category=category) for hours in range(50)]
    make_highlight(article=articles[30], category=category)
    seen, address = [], category.get_absolute_url()

    while address:
        context = client.get(address).context
        seen += [*context["pinned"], *context["page"].things]
        address = context["page"].older and category.get_absolute_url() + context["page"].older

    assert seen == [articles[30], *articles[:30], *articles[31:]]


def test_category_with_nothing_but_a_pinned_article_is_not_empty(client):
    article = make_article()
    make_highlight(article=article, category=article.category)

    page = client.get(article.category.get_absolute_url()).content.decode()

    assert article.title in page
    assert "Chưa có bài viết nào" not in page


@pytest.mark.parametrize("is_at_home", [True, False])
def test_article_is_highlighted_once_in_a_place(is_at_home):
    category = None if is_at_home else make_category()
    article = make_article()
    make_highlight(article=article, category=category)
    make_highlight(article=article, category=make_category())

    with pytest.raises(IntegrityError):
        make_highlight(article=article, category=category, order=7)


def test_cached_pages_hear_of_a_highlight():
    article = make_article()
    before = generation.current()

    make_highlight(article=article).delete()

    assert generation.current() == before + 2
