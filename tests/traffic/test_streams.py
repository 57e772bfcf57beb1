import pytest

from traffic.streams import WHOLE, Streams


class Chunks:
    """A body in two pieces that knows whether it was closed."""

    closed = 0

    def __iter__(self):
        return iter([b"a", b"b"])

    def close(self):
        self.closed += 1


def test_short_body_is_given_whole_and_takes_no_place():
    streams, chunks = Streams(under_way=0), Chunks()

    assert streams.body(chunks, str(WHOLE)) == [b"ab"]
    assert chunks.closed == 1


@pytest.mark.parametrize("length", [str(WHOLE + 1), ""])
def test_long_body_takes_a_place_until_it_is_closed(length):
    streams, chunks, other = Streams(under_way=1), Chunks(), Chunks()

    body = streams.body(chunks, length)
    refused = streams.body(other, length)
    body.close(), body.close()

    assert (list(body), refused) == ([b"a", b"b"], None)
    assert (chunks.closed, other.closed) == (1, 1)
    assert streams.body(Chunks(), length)
