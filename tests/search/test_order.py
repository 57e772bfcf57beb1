from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_link

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = timedelta(days=1)


def test_titles_with_the_very_words_come_first_then_titles_then_texts(titles):
    make_article(title="Chiếc chăn", publish_at=NOW, body="<p>Về chiếc bàn</p>")
    make_article(title="Chiếc bạn", publish_at=NOW - DAY)
    make_article(title="Chiếc bàn", publish_at=NOW - 2 * DAY)

    assert titles("chiếc bàn") == ["Chiếc bàn", "Chiếc bạn", "Chiếc chăn"]


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
    """Matches of all three ranks, several of each at the same moment."""
    for number in range(50):
        title = ("Gặt lúa {}", "Gạt lũa {}", "Bài {}")[number % 3].format(number)
        body = "<p>Gặt lúa</p>" if number % 3 == 2 else ""
        make_article(title=title, body=body, publish_at=NOW - timedelta(hours=number // 6))


def test_reader_walks_through_all_results_without_missing_any(client):
    make_fifty()
    address, seen = "/tim-kiem/?q=gặt+lúa", []

    while address:
        answer = client.get(address)
        found = answer.context["found"]
        seen += [result.entry.title for result in found.results]
        address = found.more and f"{answer.context['form'].address}&truoc={found.more}"

    assert len(seen) == len(set(seen)) == 50
    assert [title[:4] for title in seen] == ["Gặt "] * 17 + ["Gạt "] * 17 + ["Bài "] * 16


def test_new_matches_do_not_shift_a_later_page(client):
    make_fifty()
    later = f"/tim-kiem/?q=gặt+lúa&truoc={client.get('/tim-kiem/?q=gặt+lúa').context['found'].more}"
    before = client.get(later).content

    make_article(title="Gặt lúa hôm nay")

    assert client.get(later).context["found"].results[0].entry.title.encode() in before


NONSENSE = ["x", "0", "0-1", "3-1-1", "0-1-", "-0-1-1", "0-١-١", "0-1-1-1", "\0", "0-" + "9" * 18 + "-1", "9" * 10_000]


@pytest.mark.parametrize("cursor", NONSENSE)
def test_nonsense_cursor_is_not_found(client, cursor):
    assert client.get("/tim-kiem/", {"q": "lúa", "truoc": cursor}).status_code == 404


def test_only_so_many_of_the_newest_are_looked_at_but_links_always(titles, monkeypatch):
    monkeypatch.setattr("portal.search.finding.MOST_SEARCHED", 2)
    make_link(title="Lúa gạo, liên kết")
    for number in range(4):
        make_article(title=f"Lúa {number}", publish_at=NOW - number * DAY)

    assert titles("lúa") == ["Lúa 0", "Lúa 1", "Lúa gạo, liên kết"]
