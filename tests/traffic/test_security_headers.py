import pytest
from django.conf import settings
from django.http import HttpResponse

from traffic.security_headers import SecurityHeadersMiddleware, security_headers, with_security_headers


def test_every_guard_is_strict():
    said = security_headers()

    assert {name: said[name] for name in said if name not in {"Content-Security-Policy", "Permissions-Policy"}} == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Server": "web",
    }
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(said["Permissions-Policy"].split(", "))


def test_policy_allows_our_own_files_and_nothing_inline():
    directives = dict(part.strip().split(" ", 1) for part in security_headers()["Content-Security-Policy"].split(";"))

    assert directives["default-src"] == directives["base-uri"] == directives["frame-ancestors"] == "'none'"
    assert set(directives.values()) == {"'none'", "'self'"}
    assert "frame-src" not in directives


def test_answer_that_speaks_for_itself_is_not_contradicted():
    started = []

    start = with_security_headers(
        lambda *said: started.append(said), {"X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer"}
    )
    start("200 OK", [("x-frame-options", "SAMEORIGIN")])

    assert started == [("200 OK", [("x-frame-options", "SAMEORIGIN"), ("Referrer-Policy", "no-referrer")])]


def test_middleware_is_the_outermost_and_says_the_same():
    assert settings.MIDDLEWARE[0] == "traffic.security_headers.SecurityHeadersMiddleware"

    answer = SecurityHeadersMiddleware(lambda request: HttpResponse(headers={"Referrer-Policy": "no-referrer"}))(None)

    assert {**security_headers(), "Referrer-Policy": "no-referrer"}.items() <= dict(answer.headers).items()


def test_developers_page_of_a_mistake_may_style_itself(settings):
    settings.DEBUG = True

    assert "Content-Security-Policy" not in security_headers()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/static/none.css", "/khong-co/", "/page/7/", "/file/"])
def test_whatever_the_door_answers_is_guarded_once(door, path):
    headers = door.get(path).headers

    assert {name: len(headers.get_all(name)) for name in security_headers()} == dict.fromkeys(security_headers(), 1)


def test_fault_that_nobody_caught_is_answered(door, monkeypatch, caplog):
    monkeypatch.setattr(door.application, "_django", lambda environ, start_response: 1 / 0)

    answer = door.get("/page/7/")

    assert answer.status == 500
    assert "trục trặc" in answer.text
    assert set(security_headers()) <= set(answer.headers.keys())
    assert "ZeroDivisionError" in caplog.text
