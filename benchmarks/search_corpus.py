"""A million texts as long as real ones, put together by the database from paragraphs and titles.

Paragraphs are made of pieces of the demo's sentences, two to eight words long, with names and numbers of their own in
between; a text is seven of them, some 400 words. Its tokens are those of its parts, which is what
`vietnamese.tokens.tokens` answers for the whole, since no pair reaches across a line.
"""

import datetime as dt
import random
import re

from portal.demo import texts
from portal.search.models import KindNumber
from portal.search.sort_keys import SECOND_BITS, THING_BITS
from publishing.richtext import plain_text
from vietnamese.tokens import tokens

PARAGRAPHS, TITLES, IN_A_TEXT = 20_000, 100_000, 7
CATEGORIES = 12  # and one more, of a thousandth of the texts
BEGIN, END = dt.datetime(2010, 1, 1, tzinfo=dt.UTC), dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
ONSETS = "b c ch d đ g gh h k kh l m n ng nh ph qu r s t th tr v x".split()
RIMES = "anh âm ăng eo ên iêu oan ôn ơi uân ươn yên at êch im oc ôp ut ươc".split()
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]


class Corpus:
    """Paragraphs and titles, the same whenever they are made."""

    def __init__(self):
        self.chance = random.Random(18_11_1930)
        sources = [plain_text(article["body"]) for article in texts.articles(dt.date(2026, 11, 1))]
        self.sentences = [sentence.split() for text in sources for sentence in re.split(r"[.;:\n]+", text) if sentence]
        self.names = [onset + rime + tone for onset in ONSETS for rime in RIMES for tone in TONES]
        self.paragraphs = [" ".join(self._words(55)) for _ in range(PARAGRAPHS)]
        self.titles = [" ".join(self._words(13)).capitalize() for _ in range(TITLES)]

    def _words(self, count):
        found = []
        while len(found) < count:
            sentence = self.chance.choice(self.sentences)
            start = self.chance.randrange(len(sentence))
            found += sentence[start : start + self.chance.randint(2, 8)]
            if self.chance.random() < 0.25:
                found.append(self.chance.choice(self.names).capitalize())
            if self.chance.random() < 0.08:
                found.append(str(self.chance.randint(1, 3000)))
        return found[:count]


def paragraph_rows(corpus):
    return [(number, text, " ".join(tokens("", text))) for number, text in enumerate(corpus.paragraphs)]


def title_rows(corpus):
    return [(number, text, " ".join(tokens(text, ""))) for number, text in enumerate(corpus.titles)]


def parts(number):
    """The numbers of a text's title and paragraphs: those that PARTS_SQL finds."""
    title = number * 7919 % TITLES
    return title, [(number * (7927 + 2 * part) + part * 104_729) % PARAGRAPHS for part in range(IN_A_TEXT)]


def second(number, count):
    return int(BEGIN.timestamp()) + number * (int(END.timestamp()) - int(BEGIN.timestamp())) // count


def category(number):
    return CATEGORIES + 1 if number % 1000 == 500 else number % CATEGORIES + 1


def place_sql():
    """The place of a text, as `sort_key_of` answers it, of the columns `second` and `number`."""
    from news.models import Article

    kind = KindNumber.objects.number_of(Article)
    return f"(second << {SECOND_BITS}) | ({kind}::bigint << {THING_BITS}) | number"
