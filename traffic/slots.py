"""The slots a page leaves for numbers of views, filled on the way out.

A slot names a thing between two control characters and a word drawn by every process, so that nothing a text
contains can be taken for one.
"""

import secrets

from traffic import statistics
from traffic.things import Thing

BEGIN = f"\x1a{secrets.token_hex(8)}:"
END = "\x1a"
IN_FRONT = "traffic.front_door"  # in the environ of what came in by the front door
UNKNOWN = "…".encode()  # a number that is not known


def slot(thing: Thing) -> str:
    kind, thing_id = thing
    return f"{BEGIN}{kind}:{thing_id}{END}"


def split(page: bytes) -> tuple[list[bytes], list[Thing]]:
    """Cut a page at its slots: the pieces, and between every two of them the thing whose number stands there."""
    first, *rest = page.split(BEGIN.encode())
    pieces, things = [first], []
    for part in rest:
        name, _, piece = part.partition(END.encode())
        kind, _, thing_id = name.decode().partition(":")
        things.append((kind, int(thing_id)))
        pieces.append(piece)
    return pieces, things


def fill(pieces: list[bytes], texts: list[bytes]) -> bytes:
    """Put a page together with the numbers, as they are written, in their places."""
    parts = [b""] * (2 * len(texts) + 1)
    parts[::2], parts[1::2] = pieces, texts
    return b"".join(parts)


def written(number: int | None) -> bytes:
    """A number as it stands on a page, grouped as in Vietnamese: 1.234."""
    return UNKNOWN if number is None else f"{number:,}".replace(",", ".").encode()


class SlotMiddleware:
    """Fill the slots from the tables where no front door stands, as under Django's test client; counts nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if IN_FRONT not in request.environ and not response.streaming:
            pieces, things = split(response.content)
            if things:
                numbers = statistics.numbers(things)
                response.content = fill(pieces, [written(numbers[thing]) for thing in things])
        return response
