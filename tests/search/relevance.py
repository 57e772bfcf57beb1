"""A set of questions with the one title each is after, among texts made to mislead.

For every title there are newer ones that differ in a word, and texts of today that hold the question and the title in
their body; for some there are newer ones that differ in tones alone. A question is part of its title, and is asked in
several ways.
"""

import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from news.models import Article
from portal.demo import texts
from tests.factories import make_category

BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
SET, OF_THE_DEMO = (Path(__file__).parent / "relevance.txt").read_text().split("\n\n")
NEW_PLACES = "òa óa ỏa õa ọa òe óe ỏe ọe ùy úy ủy ũy ụy".split()
OLD_PLACES = "oà oá oả oã oạ oè oé oẻ oẹ uỳ uý uỷ uỹ uỵ".split()
TYPOS = ("drop", "double", "swap", "other")


def rows(text=SET):
    """(title, query, word, other words, tone twin), or other contents of the lines of a text."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [[part.strip() for part in line.split("|")] for line in lines]


def queries():
    """(way of typing, what is typed, the intended title)."""
    meant = [(query, title) for title, query, *_ in rows()] + rows(OF_THE_DEMO)
    for number, (query, title) in enumerate(meant):
        bare = unaccented(query)
        yield "accented", query, title
        yield "NFD", unicodedata.normalize("NFD", query), title
        if (old := old_places(query)) != query:
            yield "old tone placement", old, title
        yield "unaccented", bare, title
        yield "unaccented, reversed", " ".join(reversed(bare.split())), title
        yield "one slip, unaccented", with_typo(bare, TYPOS[number % 4]), title
        yield "one slip, accented", with_typo(query, TYPOS[(number + 1) % 4]), title


def unaccented(text):
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def old_places(text):
    for new, old in zip(NEW_PLACES, OLD_PLACES, strict=True):
        text = text.replace(f"qu{new[1]}", "\0").replace(f"{new} ", f"{old} ").replace("\0", f"qu{new[1]}")
    return text


def with_typo(text, kind):
    """One letter of the longest word gone, typed twice, exchanged with the next, or another."""
    word = max((word for word in text.split() if word.isalpha()), key=len)
    middle = len(word) // 2
    before, letter, after = word[:middle], word[middle], word[middle + 1 :]
    slip = {
        "drop": before + after,
        "double": before + letter + letter + after,
        "swap": before[:-1] + letter + before[-1] + after,
        "other": word[:-1] + ("m" if word[-1] != "m" else "n"),
    }[kind]
    return text.replace(word, slip, 1)


def fill():
    """Write the demo's articles and 300 of this set; answers how many there are."""
    category = make_category()
    of_demo = [(entry["title"], entry["body"]) for entry in texts.articles(timezone.localdate())]
    found = [*of_demo, *((title, "<p>Tin trong tỉnh.</p>") for title, *_ in rows()), *fillers(), *decoys()]
    Article.objects.bulk_create(
        Article(title=title, body=body, category=category, state="published", publish_at=BEGIN + timedelta(hours=age))
        for age, (title, body) in enumerate(found)
    )
    return len(found) - len(of_demo)


def decoys():
    """Newer than what they imitate."""
    for title, _, word, others, twin in rows():
        for other in others.split():
            yield title.replace(word, other, 1), "<p>Tin trong tỉnh.</p>"
        for number in range(2 if twin else 0):
            yield f"{twin}, tin {number}", "<p>Tin trong tỉnh.</p>"
    for title, query, *_ in rows():
        for place in ("sáng", "chiều"):
            yield f"Tin {place} trong ngày", f"<p>{query}. {title}. {unaccented(query)}.</p>"


def fillers():
    """Texts of the demo's sentences, to make up 300."""
    sentences = [sentence for entry in texts.articles(timezone.localdate()) for sentence in entry["body"].split(". ")]
    missing = 300 - len(rows()) - len(list(decoys()))
    for number in range(missing):
        yield f"Ghi nhanh số {number}", f"<p>{' '.join(sentences[number % len(sentences) :: 97])}</p>"
