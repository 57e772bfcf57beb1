"""Who counts as a reader: people, as far as a request can tell.

A request that only prepares for a reader does not count (HEAD, prefetch), nor do declared crawlers, link previews
and staff. HTTP libraries, automated browsers and an empty User-Agent do count: they declare nothing.

The list of crawlers is the package crawler-user-agents (https://github.com/monperrus/crawler-user-agents, MIT licence),
here 1.67 of October 2026; `make lock` updates it with the other dependencies.
"""

import re
from functools import lru_cache

from crawleruseragents import CRAWLER_USER_AGENTS_DATA

from traffic import staff

MAX_USER_AGENT_CHARACTERS = 300  # characters of a User-Agent; the longest real ones stay below, a hostile one ends here

# Tags of the list whose clients declare no crawling, and entries that would take people's browsers for previews:
# apps that open pages themselves and name themselves behind "Mozilla/5.0 (", and the build number of a telephone.
COUNTED_TAGS = {"http-library", "browser-automation"}
COUNTED_PATTERNS = {"Viber", "WhatsApp", "Bluesky\\/", "Tumblr\\/", "MetaIAB Facebook", "AP3A\\.240617\\.008"}

# What the list leaves out: those who say it in so many words (but not telephones by Cubot), and the previews of apps,
# which begin with the app's name. Zalo's own browser says "Zalo android/…" or "ZaloTheme".
EXTRA_CRAWLERS = re.compile(
    r"(?<!cu)bot\b|crawler|spider|scrapy|link[ -]?preview|^(?:viber|whatsapp|bluesky|tumblr|zalo)\b"
    r"|\bzalo(?! ?(?:android|ios|pc|theme|language)|\w)",
    re.IGNORECASE,
)
LITERAL_PATTERN = re.compile(r"(?:[^\\^$.|?*+()\[\]{}]|\\\W)+")


def _crawler_list() -> tuple[tuple[str, ...], re.Pattern]:
    """Split the list of crawler-user-agents into plain words, searched twenty times faster, and expressions."""
    patterns = {
        entry["pattern"] for entry in CRAWLER_USER_AGENTS_DATA if COUNTED_TAGS.isdisjoint(entry.get("tags", ()))
    } - COUNTED_PATTERNS
    plain = {pattern for pattern in patterns if LITERAL_PATTERN.fullmatch(pattern)}
    words = tuple(re.sub(r"\\(.)", r"\1", pattern) for pattern in sorted(plain))
    return words, re.compile("|".join(sorted(patterns - plain)))


CRAWLER_WORDS, CRAWLER_EXPRESSIONS = _crawler_list()


@lru_cache(maxsize=4096)
def is_crawler(user_agent: str) -> bool:
    """Whether a User-Agent, cut to `MAX_USER_AGENT_CHARACTERS` characters, declares a crawler or a link preview."""
    return bool(
        EXTRA_CRAWLERS.search(user_agent)
        or any(word in user_agent for word in CRAWLER_WORDS)
        or CRAWLER_EXPRESSIONS.search(user_agent)
    )


def is_prefetch(environ: dict) -> bool:
    """Whether a browser fetches the page before anybody has asked to see it."""
    purpose = environ.get("HTTP_SEC_PURPOSE") or environ.get("HTTP_PURPOSE") or environ.get("HTTP_X_PURPOSE")
    if purpose and purpose[:20].lower().startswith(("prefetch", "prerender", "preview")):
        return True
    return environ.get("HTTP_X_MOZ", "").lower() == "prefetch"


def is_reader(environ: dict) -> bool:
    """Whether this request is somebody reading the page."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and not is_crawler(environ.get("HTTP_USER_AGENT", "")[:MAX_USER_AGENT_CHARACTERS])
        and not is_prefetch(environ)
        and staff.user_id(environ) is None
    )
