import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traffic.count_slots import fill_slots, formatted_count
from traffic.spliced_gzip import SLOT_WIDTH, NumberTooWide, SplicedPage

NUMBERS = st.integers(0, 999_999_999).map(formatted_count)
PIECES = st.lists(st.binary(max_size=300).map(lambda piece: piece.replace(b"\x1a", b"")), min_size=1, max_size=6)


@given(PIECES, st.data())
def test_any_page_is_unpacked_with_any_numbers_in_it(pieces, data):
    page = SplicedPage(pieces)

    for _ in range(2):
        numbers = [data.draw(NUMBERS) for _ in pieces[1:]]
        unpacked = gzip.decompress(page.filled(numbers))
        assert unpacked == fill_slots(pieces, [number.ljust(SLOT_WIDTH) for number in numbers])


def test_pieces_that_repeat_each_other_cost_little_more_than_the_whole_page():
    card = b'<article class="card"><h2><a href="/bai-viet/x/">Ti\xc3\xaau \xc4\x91\xe1\xbb\x81</a></h2><span>'
    pieces = [b"<html>" + card, *[b" l\xc6\xb0\xe1\xbb\xa3t xem</span></article>" + card] * 20]

    spliced, whole = SplicedPage(pieces).filled([b"1.234"] * 20), gzip.compress(b"1.234".join(pieces))

    assert len(spliced) < len(whole) + 45 * 20


def test_number_that_has_no_room_is_refused():
    page = SplicedPage([b"a", b"b"])

    with pytest.raises(NumberTooWide):
        page.filled([b"1.000.000.000"])
    assert re.sub(rb" +", b"", gzip.decompress(page.filled([b"1"]))) == b"a1b"


def test_page_whose_numbers_have_not_changed_is_sent_as_it_was():
    page = SplicedPage([b"a", b"b"])

    assert page.filled([b"1"]) is page.filled([b"1"])
