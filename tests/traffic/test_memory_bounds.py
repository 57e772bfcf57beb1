"""What strangers make up costs no memory that stays."""

import gc
import logging
import tracemalloc
import urllib.parse

import pytest

MADE_UP = "a" * 20_000
HEADERS = ["accept_encoding", "host", "user_agent", "referer", "cookie"]


@pytest.fixture
def grown():
    """Bytes that a hundred requests leave in memory, what the test itself keeps of them left out."""
    logging.disable(logging.CRITICAL)

    def measure(ask):
        for number in range(20):
            ask(number)
        tracemalloc.start()
        for number in range(100, 200):
            ask(number)
        urllib.parse.clear_cache(), gc.collect()
        return tracemalloc.get_traced_memory()[0]

    yield measure
    tracemalloc.stop()
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("path", ["/made/plainly/", "/static/none.css"])
@pytest.mark.parametrize("header", HEADERS)
def test_headers_that_are_made_up_are_not_remembered(door, grown, header, path):
    assert grown(lambda number: door.get(path, **{header: f"{number}{MADE_UP}"})) < 1_000_000


@pytest.mark.parametrize("path", ["/made/plainly/{}?n=1", "/made/plainly/?n={}", "/made/plainly/?utm_source={}"])
def test_addresses_that_are_made_up_are_not_remembered(door, grown, path):
    assert grown(lambda number: door.get(path.format(f"{number}{MADE_UP}"))) < 1_000_000
