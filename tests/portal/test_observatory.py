"""What Mozilla's Observatory gives the site over TLS: the maximum for readers' pages, A+ for the desk."""

from http.cookies import SimpleCookie
from wsgiref.headers import Headers

import pytest
from django.test import Client

from publishing.kinds import all_kinds
from tests.factories import PASSWORD, make_user
from tests.kinds import factory_of
from tests.portal.observatory import MOST_WITHOUT_COOKIES, grade, score

TLS = {"x_forwarded_proto": "https"}


@pytest.fixture
def behind_tls(monkeypatch):
    """Before `site`: deployed behind a proxy that ends TLS."""
    for name, value in {"SITE_URL": "https://127.0.0.1", "TRUSTED_PROXIES": "1"}.items():
        monkeypatch.setenv(name, value)


def test_every_page_for_readers_has_the_maximum(behind_tls, site):
    kept = [factory_of(kind)().get_absolute_url() for kind in all_kinds()]
    lists = [f"/{kind.list_path or kind.path}/" for kind in all_kinds() if kind.list_name]

    answers = {path: site.get(path, **TLS) for path in ["/", *kept, *lists, "/tim-kiem/?q=an", "/rss/", "/khong-co/"]}

    assert {path: score(answer.headers) for path, answer in answers.items()} == dict.fromkeys(
        answers, MOST_WITHOUT_COOKIES
    )


def test_desk_has_the_best_grade(behind_tls, site):
    user, browser = make_user(is_superuser=True), Client()
    browser.force_login(user)
    cookie = f"sessionid={browser.cookies['sessionid'].value}"

    answers = [site.get("/admin/login/", **TLS), signed_in(site, user)]
    answers += [site.get(path, **TLS, cookie=cookie) for path in ("/admin/", "/admin/news/article/", "/admin/lich/")]

    assert [answer.status for answer in answers] == [200, 302, 200, 200, 200]
    assert answers[1].headers.get_all("Set-Cookie")
    assert {grade(score(answer.headers)) for answer in answers} == {"A+"}
    assert min(score(answer.headers) for answer in answers) >= MOST_WITHOUT_COOKIES


def test_page_of_the_editor_is_worse_only_by_inline_handlers(behind_tls, site):
    """CKEditor's buttons need them (docs/decisions/0001-ckeditor-fenced.md); the scanner does not count them."""
    browser = Client()
    browser.force_login(make_user(is_superuser=True))

    headers = site.get(
        "/admin/news/article/add/", **TLS, cookie=f"sessionid={browser.cookies['sessionid'].value}"
    ).headers

    assert grade(score(headers)) == "A+"
    assert grade(score(headers, strict=True)) == "B+"


def signed_in(site, user):
    page = site.get("/admin/login/", **TLS)
    token = SimpleCookie(page.headers["Set-Cookie"])["csrftoken"].value
    body = f"csrfmiddlewaretoken={token}&username={user.username}&password={PASSWORD}".encode()
    kind = {"content_type": "application/x-www-form-urlencoded", "origin": f"https://127.0.0.1:{site.port}"}
    return site.request("POST", "/admin/login/", body, **TLS, **kind, cookie=f"csrftoken={token}")


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        ("Content-Security-Policy", "", 55),
        ("Content-Security-Policy", "default-src 'self'; script-src 'unsafe-inline'", 60),
        ("Strict-Transport-Security", "", 80),
        ("Strict-Transport-Security", "max-age=3600", 120),
        ("Cross-Origin-Resource-Policy", "cross-origin", 120),
        ("Referrer-Policy", "unsafe-url", 120),
        ("X-Content-Type-Options", "", 125),
        ("Set-Cookie", "sessionid=x; HttpOnly; SameSite=Lax", 60),
        ("Set-Cookie", "sessionid=x; Secure; HttpOnly; SameSite=Lax", 135),
    ],
)
def test_what_is_missing_costs_points(name, value, points):
    best = {
        "Content-Security-Policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
        "Strict-Transport-Security": "max-age=31536000",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    assert score(Headers(list((best | {name: value}).items()))) == points
