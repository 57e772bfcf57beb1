from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_link

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = timedelta(days=1)


def test_ranks_are_accents_then_title_then_words_together(titles):
    ranks = [
        ("Chiếc bàn", ""),
        ("Một chiếc bàn", ""),
        ("Bàn và chiếc ghế", ""),
        ("Chăn 1", "<p>Về chiếc bàn</p>"),
        ("Chăn 2", "<p>Bàn, chiếc</p>"),
        ("Chiếc bạn", ""),
        ("Một chiếc bạn", ""),
        ("Bạn và chiếc ghế", ""),
        ("Chăn 3", "<p>Về chiếc bạn</p>"),
        ("Chăn 4", "<p>Bạn, chiếc</p>"),
    ]
    for age, (title, body) in enumerate(reversed(ranks)):  # the best is the oldest
        make_article(title=title, body=body, publish_at=NOW - age * DAY)

    assert titles("chiếc bàn") == [title for title, _ in ranks]


def test_word_typed_with_no_accent_among_accents_is_meant_so(titles):
    make_article(title="Ủy ban họp", publish_at=NOW - DAY), make_article(title="Ủy bản họp", publish_at=NOW)

    assert titles("ủy ban") == ["Ủy ban họp", "Ủy bản họp"]


def test_reader_may_have_the_newest_first(titles):
    make_article(title="Lúa", publish_at=NOW - DAY), make_article(title="Gạo", body="<p>Lúa</p>", publish_at=NOW)

    assert titles("lúa") == ["Lúa", "Gạo"]
    assert titles("lúa", xep="moi-nhat") == ["Gạo", "Lúa"]


def test_without_accents_all_titles_are_alike(titles):
    make_article(title="Ban bè", publish_at=NOW - DAY)
    make_article(title="Bàn bè", publish_at=NOW)

    assert titles("ban be") == ["Bàn bè", "Ban bè"]


def test_newest_comes_first_among_equals_and_what_has_no_date_last(titles):
    make_link(title="Lúa gạo, liên kết")
    make_article(title="Lúa cũ", publish_at=NOW - DAY)
    make_article(title="Lúa mới", publish_at=NOW)

    assert titles("lúa") == ["Lúa mới", "Lúa cũ", "Lúa gạo, liên kết"]


def make_fifty():
    """Matches of three ranks, several of each at the same moment."""
    for number in range(50):
        title = ("Gặt lúa {}", "Bài {}", "Gạt lũa {}")[number % 3].format(number)
        body = "<p>Gặt lúa</p>" if number % 3 == 1 else ""
        make_article(title=title, body=body, publish_at=NOW - timedelta(hours=number // 6))


@pytest.mark.parametrize(
    ("order", "expected"),
    [("", ["Gặt "] * 17 + ["Bài "] * 17 + ["Gạt "] * 16), ("&xep=moi-nhat", None)],
)
def test_reader_walks_through_all_results_without_missing_any(client, order, expected):
    make_fifty()
    address, seen = f"/tim-kiem/?q=gặt+lúa{order}", []

    while address:
        answer = client.get(address)
        found = answer.context["found"]
        seen += [result.entry.title for result in found.results]
        address = found.next_cursor and f"{answer.context['form'].address}&truoc={found.next_cursor}"

    assert len(seen) == len(set(seen)) == 50
    assert [title[:4] for title in seen] == (expected or [title[:4] for title in seen])


def test_new_matches_do_not_shift_a_later_page(client):
    make_fifty()
    later = f"/tim-kiem/?q=gặt+lúa&truoc={client.get('/tim-kiem/?q=gặt+lúa').context['found'].next_cursor}"
    before = client.get(later).content

    make_article(title="Gặt lúa hôm nay")

    assert client.get(later).context["found"].results[0].entry.title.encode() in before


NONSENSE = ["x", "0", "0--1", "3-1-1", "0-1-", "-0-1-1", "0-١-١", "0-1-1-1", "\0", "0-" + "9" * 20, "9" * 10_000]


@pytest.mark.parametrize("cursor", NONSENSE)
def test_nonsense_cursor_is_not_found(client, cursor):
    assert client.get("/tim-kiem/", {"q": "lúa", "truoc": cursor}).status_code == 404
