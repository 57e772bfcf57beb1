"""What a page says to those who see or hear it, and which of its words are not Vietnamese."""

import re
from html.parser import HTMLParser

# Words that are not Vietnamese and stay
NAMES = "HTML CKEditor RSS Facebook YouTube Vimeo WebVTT vtt Zalo MTTQ JPEG PNG WebP GIF PDF pdf Mac"
OF_PHONES = "QR Google Microsoft Authenticator FreeOTP"
UNITS_AND_KEYS = "MB KB MP byte Ctrl Command Enter Esc Home End"
OF_GUIDE = "Alt Delete Excel Word PowerPoint OpenDocument WebM GB GPS JavaScript Unicode VNI VnTime ADMINS macro srt"
LOAN_WORDS = (
    "email Email web website video Video album Album https cookie Cookie"  # so does the old site: Liên kết website
)
ALLOWED = set(f"{NAMES} {OF_PHONES} {UNITS_AND_KEYS} {LOAN_WORDS} {OF_GUIDE}".split())
# A syllable that Vietnamese can write without an accent; any other word without one is foreign
SYLLABLE = re.compile(
    r"(b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    r"(ai|ao|au|ay|eo|ia|iu|oi|ua|ui|oai|oao|oay|oeo|uya|uyu|uai|uay|(a|e|i|o|u|y|oa|oe|uy)(ch?|m|ng?|nh|p|t)?)",
    re.IGNORECASE,
)
ADDRESS_OR_CODE = re.compile(r"\S*[@_\d=]\S*|\S*/\S*/\S*|\b\w+(-\w+)+\b")
READ_OUT = ("title", "placeholder", "alt", "aria-label", "aria-description", "label")
UNREAD = {"script", "style", "template", "bdi"}  # in bdi stand parts of a password's hash


class Page(HTMLParser):
    """What a reader sees or hears of a page in `words`, the addresses it leads to in `links`, and `ids`."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.links, self.ids, self.open = [], [], [], []
        self.feed(html)
        text = ADDRESS_OR_CODE.sub(" ", " | ".join(self.texts))
        self.words = re.findall(r"[^\W\d_]+", text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.texts += [attrs[name] for name in READ_OUT if attrs.get(name)]
        if tag == "input" and attrs.get("type") in {"submit", "button"}:
            self.texts.append(attrs.get("value") or "")
        if tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        if attrs.get("id") and "template" not in self.open:
            self.ids.append(attrs["id"])
        if tag in UNREAD:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data):
        if not self.open:
            self.texts.append(data)


def foreign_words(html):
    """The words on a page that can be neither Vietnamese nor one of the allowed."""
    words = [word for word in Page(html).words if word.isascii() and word not in ALLOWED]
    return {word for word in words if len(word) > 1 and not SYLLABLE.fullmatch(word)}
