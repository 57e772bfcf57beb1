import pytest

from traffic.streaming import MAX_BUFFERED_BYTES, StreamLimiter


class Chunks:
    """A body in two pieces that knows whether it was closed."""

    closed = 0

    def __iter__(self):
        return iter([b"a", b"b"])

    def close(self):
        self.closed += 1


def test_short_body_is_given_whole_and_takes_no_place():
    streams, chunks = StreamLimiter(max_concurrent=0), Chunks()

    assert streams.body(chunks, str(MAX_BUFFERED_BYTES)) == [b"ab"]
    assert chunks.closed == 1


@pytest.mark.parametrize("length", [str(MAX_BUFFERED_BYTES + 1), ""])
def test_long_body_takes_a_place_until_it_is_closed(length):
    streams, chunks, other = StreamLimiter(max_concurrent=1), Chunks(), Chunks()

    body = streams.body(chunks, length)
    refused = streams.body(other, length)
    body.close(), body.close()

    assert (list(body), refused) == ([b"a", b"b"], None)
    assert (chunks.closed, other.closed) == (1, 1)
    assert streams.body(Chunks(), length)


def test_long_file_without_a_place_is_to_be_asked_for_again(door):
    door.application._streams = StreamLimiter(max_concurrent=0)

    answer = door.get("/file/")

    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
