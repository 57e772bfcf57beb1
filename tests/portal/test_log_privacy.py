"""Requests that fail in every way leave a trace, and nothing of what was sent is in it."""

import json
import re
import socket

import pytest

from tests.factories import make_user
from traffic.staff import COOKIE, SIGNER

CANARY = "hoanganhkim"
HEADERS = {
    "referer": f"https://{CANARY}.vn/referer",
    "user_agent": f"Mozilla {CANARY} Firefox",
    "x_request_id": f"{CANARY}id",
    "x_forwarded_for": CANARY,
}
FORM = {"content_type": "multipart/form-data; boundary=b"}
BODY = (
    f'--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n{CANARY}password\r\n--b\r\n'
    f'Content-Disposition: form-data; name="file"; filename="{CANARY}name.pdf"\r\n\r\n{CANARY}\r\n--b--\r\n'
).encode()
TRACED = dict.fromkeys(("view", "chained", "template", "handler", "integrity"), 500)
OTHERS = {"bad": 400, "suspicious": 400, "forbidden": 403, "missing": 404, "database": 503, "thread": 404}


@pytest.fixture(params=["text", "json"])
def log_format(request, monkeypatch):
    """Before `site`: addresses that fail, and a log in one of the formats."""
    monkeypatch.setenv("LOG_FORMAT", request.param)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.portal.failing_settings")
    return request.param


def post(site, path, *, by, body=BODY):
    cookie = f"{COOKIE}={SIGNER.sign(str(by.pk))}; x={CANARY}cookie; csrftoken={CANARY}"
    return site.post(f"{path}?q={CANARY}query", body, cookie=cookie, **FORM, **HEADERS)


def break_off(site):
    """Ask for a long answer that fails on the way, and read what comes of it."""
    head = f"GET /fail/sending/?q={CANARY} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: x={CANARY}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", site.port)) as line:
        line.sendall(head.encode())
        while line.recv(2**16):
            pass


def test_whatever_fails_is_traced_and_nothing_that_was_sent_is_told(log_format, site):
    staff = make_user()

    answers = {way: post(site, f"/fail/{way}/", by=staff) for way in TRACED | OTHERS}
    too_large = post(site, "/fail/view/", by=staff, body=BODY * 500)
    post(site, "/admin/login/", by=staff), break_off(site)

    assert {way: answer.status for way, answer in answers.items()} == TRACED | OTHERS
    assert (too_large.status, len(re.findall(r"""status(=|": )413""", site.log))) == (413, 1)
    assert [word for word in (CANARY, "second line", "\x1b", "Logging error", "lost:") if word in site.log] == []
    pages = {answers[way].headers["X-Request-ID"]: answers[way].text for way in TRACED}
    assert [one for one in pages if site.log.count(one) != 1] == []
    assert [one for one, page in pages.items() if not re.search(f"Mã sự cố: {one}", page)] == []
    assert (site.log.count("in pieces"), site.log.count("in run\n") + site.log.count("in run\\n")) == (1, 1)
    assert len(re.findall(rf"""user(=|": ){staff.pk}\b""", site.log)) == len(TRACED) + 2


@pytest.mark.parametrize("log_format", ["json"], indirect=True)
def test_json_is_an_object_on_a_line(log_format, site):
    answer = post(site, "/fail/view/", by=make_user())

    (entry,) = [json.loads(line) for line in site.log.splitlines()[1:]]
    assert (entry["path"], entry["method"], entry["status"]) == ("/fail/view/", "POST", 500)
    assert entry["request_id"] == answer.headers["X-Request-ID"]
    assert entry.keys() == {*"time level logger message request_id method path status user error traceback".split()}
