import gzip
import re

import pytest

from tests.traffic.urls import Page
from traffic.statistics import set_base

ADDRESS = "/list/1-60/"  # sixty numbers: long enough to be worth it


def test_page_is_compressed_with_the_numbers_in_it(door):
    plain = door.get(ADDRESS)

    answer = door.get(ADDRESS, accept_encoding="br, gzip")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert re.sub(rb" +", b" ", gzip.decompress(answer.body)) == plain.body  # a number is filled up with spaces
    assert answer.headers["Content-Length"] == str(len(answer.body))


def test_number_that_has_no_room_in_a_compressed_page_is_sent_in_a_plain_one(door):
    set_base(Page(1), 10**9)

    answer = door.get(ADDRESS, accept_encoding="gzip")

    assert answer.text.startswith("1.000.000.000 lượt xem;")
    assert "Content-Encoding" not in answer.headers


def test_head_is_answered_with_the_headers_of_get(door):
    got, asked = [door.request(method, ADDRESS, accept_encoding="gzip") for method in ("GET", "HEAD")]

    assert sorted(asked.headers.items()) == sorted(got.headers.items())


def test_stream_is_left_alone(door):
    answer = door.get("/file/", accept_encoding="gzip")

    assert answer.text == "<p></p>"
    assert "Content-Encoding" not in answer.headers


@pytest.fixture
def with_files(door, settings, tmp_path):
    """The front door of a site with a compressed static file."""
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "site.css").write_text("p{}" * 400)
    (tmp_path / "site.css.gz").write_bytes(gzip.compress(b"p{}" * 400))
    door.application.close()
    door.application.open(housekeeping=False)
    return door


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip", "gzip"), ("*", "gzip"), ("gzip;q=0", None), (None, None)])
def test_static_file_is_compressed_for_who_takes_it(with_files, accepted, encoding):
    answer = with_files.get("/static/site.css", accept_encoding=accepted)

    assert answer.headers["Content-Encoding"] == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert (gzip.decompress(answer.body) if encoding else answer.body) == b"p{}" * 400
