import re
import unicodedata
from collections import Counter
from datetime import date, timedelta

import pytest

from portal.demo import texts
from publishing.richtext import clean_html

TODAY = date(2026, 3, 20)
FILES = sorted(texts.CONTENT.rglob("*.toml"))


def sentences(text):
    plain = re.sub(r"<[^>]+>", "\n", text)
    return [sentence.strip() for sentence in re.split(r"(?<=[.!?:])\s+|\n", plain) if len(sentence.split()) > 4]


def written():
    return [*texts.articles(TODAY), *texts.pages()]


def readable_texts():
    for entry in written():
        yield entry["title"] + ".\n" + entry["summary"] + "\n" + entry["body"]
    for programme in texts.programmes():
        for segment in programme["segment"]:
            yield segment["title"] + ".\n" + segment["summary"] + "\n" + segment["transcript"]
    for album in texts.albums():
        captions = [picture.get("caption", "") for picture in album["pictures"]]
        yield "\n".join([album["title"] + ".", album["summary"], *captions])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_text_is_composed_and_free_of_what_cannot_be_seen(path):
    text = path.read_text(encoding="utf-8")

    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"[\u00a0\u200b-\u200f\u2060\ufeff]", text)


def test_no_sentence_is_said_twice():
    said = Counter(sentence for text in readable_texts() for sentence in sentences(text))

    assert [sentence for sentence, times in said.items() if times > 1] == []


@pytest.mark.parametrize("entry", written(), ids=lambda entry: entry["title"][:30])
def test_body_is_within_the_grammar(entry):
    words = re.compile(r"<[^>]+>|\s+")

    cleaned = clean_html(entry["body"])

    assert words.sub("", cleaned) == words.sub("", entry["body"])
    assert set(re.findall(r"<([a-z0-9]+)", entry["body"])) == set(re.findall(r"<([a-z0-9]+)", cleaned))


@pytest.mark.parametrize("entry", texts.articles(TODAY), ids=lambda entry: entry["title"][:30])
def test_article_names_what_the_site_has(entry):
    site = texts.site()

    assert set(entry["tags"]) <= set(site["tags"]["names"])
    assert set(entry["authors"]) <= {author["name"] for author in site["author"]}
    assert entry["source"] in {source["name"] for source in site["source"]}
    assert entry["category"] in {category["name"] for category in site["category"]}


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 11, 18), date(2028, 2, 29)])
def test_dates_spread_over_fourteen_months_up_to_the_day_of_loading(today):
    days = [entry["on"] for entry in texts.articles(today) if "state" not in entry]

    assert max(days) == today
    assert timedelta(days=390) < today - min(days) < timedelta(days=430)


def test_yearly_day_is_the_last_one_that_has_been():
    assert texts.day({"on_day": "18-11"}, date(2026, 11, 18)) == date(2026, 11, 18)
    assert texts.day({"on_day": "18-11"}, date(2026, 11, 17)) == date(2025, 11, 18)


def test_months_are_counted_back_over_the_turn_of_a_year():
    assert texts.month_before(date(2026, 3, 31), 1) == date(2026, 2, 1)
    assert texts.month_before(date(2026, 3, 31), 14) == date(2025, 1, 1)


def test_monthly_programme_misses_one_month_of_fourteen():
    months = [segment["months_ago"] for segment in texts.programmes()[0]["segment"]]

    assert len(months) == 13
    assert set(range(1, 15)) - set(months) == {6}
