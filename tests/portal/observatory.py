"""The score that Mozilla's HTTP Observatory gives a response, by its published table.

Source: https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring, and the table of modifiers in
github.com/mdn/mdn-http-observatory (`src/grader/charts.js`), read in 2026. The scanner itself is not reached by tests.
Left out is what this site has no part in: CORS, external scripts, the browsers' list of preloaded names.
"""

from http.cookies import SimpleCookie

BASE = 100
LEAST_FOR_EXTRA_CREDIT = 90
GRADES = [(100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"), (0, "F")]
MOST_WITHOUT_COOKIES = 130  # what can be had without a place in the browsers' list and without integrity attributes
SIX_MONTHS_SECONDS = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
OPEN = {"'unsafe-inline'", "data:", "http:", "https:", "*"}


def score(headers, *, strict=False):
    """The points of a response; `strict` counts `script-src-attr` too, which the scanner does not."""
    found = [
        _policy(_directives(headers), strict=strict),
        _cookies(headers.get_all("Set-Cookie")),
        _transport(headers.get("Strict-Transport-Security") or ""),
        5 if (headers.get("Referrer-Policy") or "") in PRIVATE else -5,
        0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        _frames(headers),
        10 if headers.get("Cross-Origin-Resource-Policy") in {"same-origin", "same-site"} else 0,
    ]
    points = BASE + sum(each for each in found if each < 0)
    extra = sum(each for each in found if each > 0)
    return points + extra if points >= LEAST_FOR_EXTRA_CREDIT else points


def grade(points):
    return next(name for least, name in GRADES if points >= least)


def _directives(headers):
    parts = [part.split() for part in (headers.get("Content-Security-Policy") or "").split(";") if part.strip()]
    return {name: set(sources) for name, *sources in parts}


def _policy(directives, *, strict):
    if not directives:
        return -25
    default = directives.get("default-src", {"*"})
    active = directives.get("script-src", default) | directives.get("object-src", default)
    if strict:
        active = active | directives.get("script-src-attr", set()) | directives.get("script-src-elem", set())
    if active & OPEN:
        return -20
    if "'unsafe-eval'" in active:
        return -10
    if directives.get("style-src", default) & OPEN:
        return 0
    is_closed = default == {"'none'"} and directives.get("form-action") in ({"'none'"}, {"'self'"})
    return 10 if is_closed else 5


def _frames(headers):
    if _directives(headers).get("frame-ancestors"):
        return 5
    return 0 if (headers.get("X-Frame-Options") or "").upper() in {"DENY", "SAMEORIGIN"} else -20


def _transport(value):
    seconds = [part.strip().removeprefix("max-age=") for part in value.split(";") if "max-age=" in part]
    if not seconds:
        return -20
    return 0 if int(seconds[0]) >= SIX_MONTHS_SECONDS else -10


def _cookies(lines):
    cookies = [cookie for line in lines or () for cookie in SimpleCookie(line).values()]
    if not cookies:
        return 0
    if not all(cookie["secure"] for cookie in cookies):
        return -40
    if not all(cookie["httponly"] or cookie.key == "csrftoken" for cookie in cookies):
        return -30
    return 5 if all(cookie["samesite"] in {"Lax", "Strict"} for cookie in cookies) else -20
