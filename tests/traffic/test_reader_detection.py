import pytest
from crawleruseragents import CRAWLER_USER_AGENTS_DATA

from traffic.reader_detection import COUNTED_PATTERNS, COUNTED_TAGS, is_crawler, is_prefetch, is_reader

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    "user_agent",
    [
        f"{CHROME} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
        f"{CHROME} coc_coc_browser/135.0.148 Chrome/129.0.0.0 Safari/537.36",
        f"{CHROME} HeadlessChrome/140.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/96.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14; Pixel 6 Build/AP3A.240617.008; wv) Chrome/125 [FB_IAB/FB4A;FBAV/463.0.0.48;]",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 15_5) Mobile/15E148 Zalo iOS/470 ZaloTheme/light ZaloLanguage/vn",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Viber/21.0",
        *("curl/8.5", "Wget/1.21", "wrk", "python-requests/2.31", "Go-http-client/2.0", "okhttp/4.9", ""),
    ],
)
def test_browsers_and_libraries_are_readers(user_agent):
    assert not is_crawler(user_agent)


@pytest.mark.parametrize(
    "user_agent",
    [
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
        "Mozilla/5.0 (compatible; NobodyKnowsBot/0.1)",
        *("Zalo", "Viber", "WhatsApp/2.23.20.0 A", "TelegramBot (like TwitterBot)", "SkypeUriPreview Preview/0.5"),
        *("GPTBot/1.2", "Twitterbot/1.0", "LinkedInBot/1.0", "Slackbot-LinkExpanding 1.0", "W3C-checklink/4.5"),
    ],
)
def test_declared_crawlers_and_previews_are_not_readers(user_agent):
    assert is_crawler(user_agent)


def test_every_example_of_the_list_is_recognised():
    missed = [
        example
        for entry in CRAWLER_USER_AGENTS_DATA
        if COUNTED_TAGS.isdisjoint(entry.get("tags", ())) and entry["pattern"] not in COUNTED_PATTERNS
        for example in entry.get("instances", ())
        if not is_crawler(example)
    ]

    assert missed == []


def test_only_the_beginning_of_a_user_agent_is_looked_at():
    environ = {"REQUEST_METHOD": "GET", "HTTP_USER_AGENT": "\udcff\x00" * 50_000 + "Googlebot/2.1"}

    assert is_reader(environ)


def test_prefetch_is_told_by_any_of_its_headers():
    assert is_prefetch({"HTTP_SEC_PURPOSE": "prefetch;prerender"})
    assert is_prefetch({"HTTP_X_PURPOSE": "preview"})
    assert is_prefetch({"HTTP_X_MOZ": "Prefetch"})
    assert not is_prefetch({"HTTP_SEC_PURPOSE": "x" * 100_000})
    assert not is_prefetch({})
