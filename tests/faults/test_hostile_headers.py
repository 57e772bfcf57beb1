"""Headers that no browser sends, at the running site; half of it is the server's to refuse."""

import socket

import pytest

from tests.factories import make_article
from tests.faults.concurrent_readers import until, views

pytestmark = pytest.mark.faults
LONG = b"A" * 65_536
HOSTILE = {
    "64 kB": LONG,
    "64 kB that end in a crawler": LONG + b" Googlebot/2.1",
    "128 kB": LONG * 2,
    "NUL": b"Mozilla/5.0\0 Firefox",
    "no UTF-8": b"Mozilla/5.0 \xff\xfe\x80 Firefox",
    "controls": b"Mozilla/5.0 \x01\x1b[2J\x7f",
    "a line end": b"Mozilla/5.0\r X-Forwarded-For: 1.2.3.4",
    "an expression": b"(" * 5_000 + b"a+" * 5_000,
    "markup": b"<script>alert(1)</script>' OR 1=1 --",
}


def ask(site, path, name, value):
    """The first line of the answer, and the body."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as line:
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nConnection: close\r\n{name}: ".encode()
        line.sendall(head + value + b"\r\n\r\n")
        answer = b"".join(iter(lambda: line.recv(2**16), b""))
    return int(answer.split(b" ", 2)[1]), answer.partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize("name", ["User-Agent", "Referer", "Purpose", "X-Forwarded-For", "Cookie", "Content-Type"])
def test_hostile_header_gets_an_answer_and_counts_for_one_view_at_most(name, site, outcome):
    path = make_article().get_absolute_url()
    site.get(path)

    answers = {how: ask(site, path, name, value) for how, value in HOSTILE.items()}

    statuses = {how: status for how, (status, _) in answers.items()}
    errors = sum(status >= 500 for status in statuses.values())
    outcome(f"hostile {name}", requests=len(answers), errors=errors, remark=str(sorted(set(statuses.values()))))
    assert statuses.pop("128 kB") == 431
    assert set(statuses.values()) <= {200, 400}
    assert not any(b"<script>alert" in body or b"A" * 1000 in body for _, body in answers.values())
    until(lambda: views(site.get(path, user_agent="Googlebot/2.1")) == 1 + list(statuses.values()).count(200))
    assert "Traceback" not in site.log
