"""Words written twice by a slip, told apart from reduplication, by which Vietnamese makes words: "xanh xanh", "từ từ".

Two rules that are sure rather than many that guess:

- A function word twice ("của của"): prepositions, conjunctions, plural markers, auxiliaries. They are a closed class,
  and none of those listed is reduplicated. Left out are those that are: "từ từ", "về về", "sau sau" (a tree), "rất
  rất", "mỗi mỗi", "người người", "nhà nhà", "ngày ngày", "có có", "phải phải".
- Three or more syllables twice ("Mặt trận Tổ quốc Mặt trận Tổ quốc"). Of two syllables twice many are right: "học sinh
  học sinh học" are pupils who study biology.

A slip such as "tổ chức tổ chức" is therefore not found. What has a sign between its halves is no slip: "đi, đi".
"""

import re
import unicodedata

FUNCTION_WORDS = frozenset(
    """
    của và là các những được trong với cho để thì mà đã sẽ bị như khi do bởi tại theo nhằm rằng nhưng hoặc hay tuy vì
    nếu đang cùng trên nên thuộc gồm đến tới vào này
    """.split()
)
MIN_PHRASE_SYLLABLES, MAX_PHRASE_SYLLABLES = 3, 8

_DOUBLED_WORD = re.compile(r"(?<![\w-])(\w+)[ \u00a0]+\1(?![\w-])", re.IGNORECASE)
_DOUBLED_PHRASE = re.compile(
    rf"(?<![\w-])(\w+(?:[ \u00a0]+\w+){{{MIN_PHRASE_SYLLABLES - 1},{MAX_PHRASE_SYLLABLES - 1}}})[ \u00a0]+\1(?![\w-])",
    re.IGNORECASE,
)
_HAS_LETTER = re.compile(r"[^\W\d_]")


def doubled_words(text: str) -> list[str]:
    """Return what stands twice in a row by a slip, as it is written, once each, in order.

    >>> doubled_words("Đại biểu của của các tổ chức, ngày ngày đi từ từ")
    ['của của']
    >>> doubled_words("Ban công tác Mặt trận Ban công tác Mặt trận xã")
    ['Ban công tác Mặt trận Ban công tác Mặt trận']
    >>> doubled_words("học sinh học sinh học, đi, đi, 10 000 000 000")
    []
    """
    text = unicodedata.normalize("NFC", text)
    words = [found for found in _DOUBLED_WORD.finditer(text) if found[1].lower() in FUNCTION_WORDS]
    phrases = [found for found in _DOUBLED_PHRASE.finditer(text) if _HAS_LETTER.search(found[1])]
    in_order = sorted([*words, *phrases], key=lambda found: found.start())
    return list(dict.fromkeys(found[0] for found in in_order))
