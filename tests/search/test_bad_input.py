"""Whatever is typed or stored, there is a page with results or none."""

import pytest

from portal.search.models import MAX_TOKENS_BYTES, Entry
from tests.factories import make_article

pytestmark = pytest.mark.django_db

STRANGE = ["", " ", "?!…", '"', '""', "%00", "a%00b", "%ED%A0%80", "%25", "_", "' OR 1=1 --", "<script>", "a" * 10_000]
LONG = ["lúa+" * 2_500, '"' * 10_000, "a+" * 190, "lúa " + "̀" * 9_000, "x" * 199 + "%F0%9F%8C%BE"]
OPERATORS = ["NEAR(", "NEAR(lúa nước)", "*", "lúa*", "lúa:*", "tokens:lúa", "lúa AND OR NOT", "(lúa", "lúa)", "^lúa"]
OPERATORS += [
    "{lúa}",
    "lúa %26 ! | nước",
    "!lúa",
    "<->",
    "'lúa",
    "\\",
    "-",
    "--lúa",
    '-"',
    "@202411",
    "#3",
    "%25news.article",
]
SIGNS = ["🌾", "lúa 🌾", "👨‍👩‍👧", "ﷺ", "⑴ ½ ㎏", "日本", "Альфа", "\u202elúa", "+".join(f"từ{n}" for n in range(40))]


@pytest.mark.parametrize("typed", [*STRANGE, *LONG, *OPERATORS, *SIGNS])
def test_anything_asked_gets_a_page(client, typed):
    make_article(title="Lúa nước")

    assert client.get(f"/tim-kiem/?q={typed}").status_code == 200
    assert client.get(f"/tim-kiem/goi-y/?q={typed}").status_code == 200


@pytest.mark.parametrize("typed", [*STRANGE, *LONG])
@pytest.mark.parametrize("name", ["loai", "chuyen-muc", "tu", "den", "xep"])
def test_anything_chosen_gets_a_page(client, name, typed):
    make_article(title="Lúa nước")

    assert client.get(f"/tim-kiem/?q=lúa&{name}={typed}").status_code == 200


@pytest.mark.parametrize("typed", ["lúa*", "lúa:", "(lúa", "lúa)", "NEAR lúa", '"lúa', "lúa '", "lúa 🌾", "^lúa"])
def test_signs_of_other_searches_mean_nothing_here(titles, typed):
    make_article(title="Near Lúa nước")

    assert titles(typed) == ["Near Lúa nước"]


def test_text_of_two_megabytes_is_found_by_its_beginning(titles):
    words = " ".join(f"từ{number}" for number in range(250_000))
    make_article(title="Bài dài", summary="", body=f"<p>Chim sâu. {words}</p>")

    assert titles("chim sâu") == ["Bài dài"]
    assert titles("từ249999") == []


@pytest.mark.parametrize("text", ["ﷺ " * 20_000, "𐌰𐌱 " * 15_000, " ".join(map(chr, range(0x4E00, 0x9000)))])
def test_text_that_makes_more_tokens_than_there_is_room_for_is_cut(titles, text):
    make_article(title="Bài dài", body=f"<p>{text}</p>")

    assert titles("bài dài") == ["Bài dài"]


def test_room_for_tokens_ends_between_two():
    article = make_article(title="Bài dài", body="<p>" + " ".join(f"{n}x{n * 7}" for n in range(9_000)) + "</p>")

    entry = Entry.of(article, article.search_entry(), 0)

    assert len(entry.tokens.encode()) < MAX_TOKENS_BYTES
    assert entry.tokens.startswith("%news.article #")


def test_title_of_three_hundred_syllables_is_found(titles):
    title = " ".join(f"a{number % 10}"[0] for number in range(150))
    make_article(title=title)

    assert titles(title) == [title]
