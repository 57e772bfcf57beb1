import gzip

import pytest

from traffic.compression import compressed, takes_gzip

LONG = b"<p>" + "Đại đoàn kết toàn dân tộc. ".encode() * 40
PAGE = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(LONG)))]


@pytest.mark.parametrize(
    "accepted",
    [
        "gzip",
        "gzip, deflate, br",
        "br;q=1.0, GZIP;q=0.8, *;q=0.1",
        "*",
        "deflate, gzip;q=1.0",
        "x-gzip",
        "identity;q=0, *",
    ],
)
def test_gzip_is_sent_to_who_takes_it(accepted):
    assert takes_gzip(accepted)


@pytest.mark.parametrize(
    "accepted",
    [
        "",
        "identity",
        "br",
        "gzip;q=0",
        "gzip; q=0.0, *",
        "*;q=0",
        "notgzip",
        "gzip;q=x",
        "gzip;q=1.1.1",
        "gzip;q=0.2, identity;q=0.9",
    ],
)
def test_gzip_is_not_sent_to_who_refuses_it(accepted):
    assert not takes_gzip(accepted)


def test_compressed_page_is_the_page_and_says_its_length():
    body, headers = compressed(LONG, PAGE, "gzip")

    assert gzip.decompress(body) == LONG
    assert dict(headers) == {
        "Content-Type": "text/html; charset=utf-8",
        "Vary": "Accept-Encoding",
        "Content-Encoding": "gzip",
        "Content-Length": str(len(body)),
    }


def test_plain_page_says_that_it_could_have_been_compressed():
    body, headers = compressed(LONG, PAGE, "")

    assert body == LONG
    assert dict(headers)["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in dict(headers)


@pytest.mark.parametrize(
    ("vary", "said"),
    [("Cookie", "Cookie, Accept-Encoding"), ("accept-encoding", "accept-encoding"), ("*", "*")],
)
def test_what_an_answer_varies_on_is_kept(vary, said):
    _, headers = compressed(LONG, [*PAGE, ("Vary", vary)], "gzip")

    assert [value for name, value in headers if name.title() == "Vary"] == [said]


def test_every_cookie_survives():
    cookies = [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]

    _, headers = compressed(LONG, [*PAGE, *cookies], "gzip")

    assert [header for header in headers if header[0] == "Set-Cookie"] == cookies


@pytest.mark.parametrize(("etag", "said"), [('"1"', 'W/"1"'), ('W/"1"', 'W/"1"')])
def test_etag_of_a_compressed_answer_is_weak(etag, said):
    _, headers = compressed(LONG, [*PAGE, ("ETag", etag)], "gzip")

    assert {name.title(): value for name, value in headers}["Etag"] == said


@pytest.mark.parametrize(
    "kind",
    [
        "application/rss+xml; charset=utf-8",
        "application/json",
        "image/svg+xml",
        "application/manifest+json",
        "text/plain",
    ],
)
def test_texts_are_compressed(kind):
    assert len(compressed(LONG, [("content-type", kind)], "gzip")[0]) < len(LONG) / 4


@pytest.mark.parametrize("headers", [[("Content-Type", "image/png")], [*PAGE, ("Content-Encoding", "br")], []])
def test_what_is_compressed_already_is_left_alone(headers):
    assert compressed(LONG, headers, "gzip") == (LONG, headers)


@pytest.mark.parametrize("body", [b"", b"ok\n", b"a" * 499])
def test_short_answer_is_left_alone(body):
    assert compressed(body, PAGE, "gzip") == (body, PAGE)
