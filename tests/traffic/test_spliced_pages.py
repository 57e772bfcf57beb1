import gzip
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from traffic.slots import fill, written
from traffic.spliced import WIDTH, SplicedPage, TooWide

NUMBERS = st.integers(0, 999_999_999).map(written)
PIECES = st.lists(st.binary(max_size=300).map(lambda piece: piece.replace(b"\x1a", b"")), min_size=1, max_size=6)


@settings(deadline=None)
@given(PIECES, st.data())
def test_any_page_is_unpacked_with_any_numbers_in_it(pieces, data):
    page = SplicedPage(pieces)

    for _ in range(2):
        numbers = [data.draw(NUMBERS) for _ in pieces[1:]]
        unpacked = gzip.decompress(page.filled(numbers))
        assert unpacked == fill(pieces, [number.ljust(WIDTH) for number in numbers])


def test_pieces_that_repeat_each_other_cost_little_more_than_the_whole_page():
    card = b'<article class="card"><h2><a href="/bai-viet/x/">Ti\xc3\xaau \xc4\x91\xe1\xbb\x81</a></h2><span>'
    pieces = [b"<html>" + card, *[b" l\xc6\xb0\xe1\xbb\xa3t xem</span></article>" + card] * 20]

    spliced, whole = SplicedPage(pieces).filled([b"1.234"] * 20), gzip.compress(b"1.234".join(pieces))

    assert len(spliced) < len(whole) + 45 * 20


def test_number_that_has_no_room_is_refused():
    page = SplicedPage([b"a", b"b"])

    with pytest.raises(TooWide):
        page.filled([b"1.000.000.000"])
    assert re.sub(rb" +", b"", gzip.decompress(page.filled([b"1"]))) == b"a1b"
