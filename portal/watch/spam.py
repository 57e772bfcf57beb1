"""Text that sells gambling, as those who break into sites leave it, and markup that hides text from readers.

News about gambling names it too, and sometimes the sites. So phrases of a line are counted: what only an advertisement
says, names of gambling sites, words of gambling and of sale add to its score, words of police and courts take away.
"""

import re

from vietnamese.folding import clean, fold
from vietnamese.tokens import Word, words

SPAM_SCORE = 3  # of a line
POINTS = {"advertisement": 3, "brand": 2, "gambling": 1, "sale": 1, "law": -3}  # for each phrase, once a line
LAW_PHRASES_OF_NEWS = 2  # in a line with so many it is news, whatever else it names

PHRASES = {
    "advertisement": """nhà cái uy tín|nhà cái hàng đầu|nhà cái số 1|top nhà cái|kèo nhà cái|tỷ lệ kèo|tỉ lệ kèo|
    soi kèo|soi cầu|nổ hũ|quay hũ|tài xỉu online|xóc đĩa online|lô đề online|ghi đề online|đánh đề online|
    casino trực tuyến|casino online|live casino|cược miễn phí|hoàn cược|hoàn trả cược|game bài đổi thưởng|
    game đổi thưởng|cổng game đổi thưởng|sòng bài trực tuyến|trang cá cược|web cá cược|cá cược thể thao|
    cá cược bóng đá|số đề online|dàn đề bất bại|bạch thủ lô""",
    "brand": """w88|m88|fun88|fb88|vn88|hi88|new88|jun88|bk8|8xbet|188bet|12bet|789bet|789club|f8bet|shbet|okvip|
    sunwin|go88|hitclub|rikvip|kubet|ku bet|ku casino|thabet|ae888|sv388|bong88|1xbet|bet365|dafabet|v9bet|lixi88|
    five88|ee88|kuwin|68gamebai|b52club|manclub|iwin club|zowin|yo88|nhatvip|debet|mb66|bet88|typhu88|vz99|loto188""",
    "gambling": """nhà cái|cá cược|cá độ|đánh bạc|lô đề|số đề|tài xỉu|xóc đĩa|casino|slot|jackpot|poker|baccarat|
    bắn cá|game bài|đổi thưởng|cổng game|slot game""",
    "sale": """uy tín|đăng ký nhận|link vào|tải app|nạp rút|nạp đầu|tặng code|code tân thủ|chơi là thắng|chơi ngay|
    khuyến mãi|hoàn trả|đại lý cấp 1|không bị chặn|trang chủ|tặng ngay|nhận thưởng|1 ăn 99|thành viên mới|hàng đầu|
    mới nhất""",
    "law": """công an|cảnh sát|triệt phá|triệt xóa|bắt giữ|bắt quả tang|khởi tố|truy tố|xét xử|tòa án|xử phạt|
    phòng chống|tội phạm|cảnh báo|cảnh giác|tuyên truyền|vi phạm|pháp luật|trái phép|đường dây|đấu tranh|tệ nạn|
    lừa đảo|không tham gia|ngăn chặn|bị can|tạm giam|án tù|nghiêm cấm|bài trừ|tác hại|hệ lụy|nghị định|kỷ luật|
    thu lời bất chính""",
}  # fmt: skip
SINGLE_LETTERS = re.compile(r"(?<!\w)\w(?:[\W_]{1,3}\w(?!\w)){2,}")  # "n-h-à c á i", "k u b e t"
GLUED_CHARACTERS = 5  # from so many on a phrase is also found within a word that is longer
HIDING = re.compile(
    r"""<\s*(?:script|iframe|style|object|embed|form|input|meta|base|svg|marquee)\b
    | <[^>]+\s(?:on\w+|style|hidden|srcdoc|class\s*=\s*["']?(?:visually-hidden|sr-only|hidden))\b
    | (?:javascript|vbscript|data)\s*:\s*\w*/?\w*[;,(]""",
    re.IGNORECASE | re.VERBOSE,
)
TAG = re.compile(r"<[^>]*>")
NO_LETTERS = re.compile(r"[\W_]+")
BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|td|th|blockquote|figcaption|div)>|<br>|\n")


def _split(phrases: str) -> list[tuple[Word, ...]]:
    return [tuple(words(phrase)) for phrase in phrases.split("|")]


_PHRASES = {sort: _split(phrases) for sort, phrases in PHRASES.items()}

# Of the phrases without which nothing is spam, the letters alone: most texts have none of them, and are read no further
_TRIGGERS = sorted(
    {
        "".join(word.folded for word in phrase)
        for sort in ("advertisement", "brand", "gambling")
        for phrase in _PHRASES[sort]
    }
)


def is_spam(source: str) -> bool:
    """Whether a line of a text, or of its HTML, sells gambling."""
    return bool(spam_line(source))


def spam_line(source: str) -> str:
    """The first line that sells gambling, or ""."""
    if not _may_be_spam(TAG.sub("", source)):
        return ""
    lines = (TAG.sub("", block).strip() for block in BLOCK_END.split(source))
    return next((line for line in lines if _may_be_spam(line) and _score(line) >= SPAM_SCORE), "")


def _may_be_spam(text: str) -> bool:
    letters = NO_LETTERS.sub("", fold(text))
    return any(trigger in letters for trigger in _TRIGGERS)


def _score(line: str) -> int:
    line = SINGLE_LETTERS.sub(lambda found: re.sub(r"[\W_]", "", found[0]), clean(line))
    found = words(line)
    starts: dict[str, list[int]] = {}
    for index, word in enumerate(found):
        starts.setdefault(word.folded, []).append(index)
    glued = " ".join(word.folded for word in found if len(word.folded) > GLUED_CHARACTERS)
    said = {
        sort: sum(_stands_in(phrase, found, starts) or _is_glued_in(phrase, glued) for phrase in phrases)
        for sort, phrases in _PHRASES.items()
    }
    is_of_gambling = said["advertisement"] or said["brand"] or said["gambling"]
    if not is_of_gambling or said["law"] >= LAW_PHRASES_OF_NEWS:
        return 0
    return sum(POINTS[sort] * number for sort, number in said.items())


def _stands_in(phrase: tuple[Word, ...], found: list[Word], starts: dict[str, list[int]]) -> bool:
    return any(
        all(_is_same(wanted, word) for wanted, word in zip(phrase, found[at:], strict=False))
        for at in starts.get(phrase[0].folded, ())
        if at + len(phrase) <= len(found)
    )


def _is_glued_in(phrase: tuple[Word, ...], glued: str) -> bool:
    letters = "".join(word.folded for word in phrase)
    return len(letters) >= GLUED_CHARACTERS and letters in glued


def _is_same(wanted: Word, word: Word) -> bool:
    """The same word, or the same typed without accents."""
    return wanted.folded == word.folded and word.exact in {wanted.exact, f"{wanted.folded}~"}


def hiding_markup(source: str) -> str:
    """Markup that no editor writes and that hides text or runs a program, or ""."""
    found = HIDING.search(source)
    return found[0][:60] if found else ""


def has_invisible_characters(source: str) -> bool:
    """Whether it holds characters that nobody can see: every save takes them out."""
    return clean(source) != source
