"""The slots a page leaves for numbers of views, filled on the way out.

A slot names a thing between two control characters and a random word of the process, so that nothing in a text can
be taken for a slot.
"""

import secrets

from traffic import statistics
from traffic.thing_keys import ThingKey
from vietnamese.numbers import format_integer

BEGIN = f"\x1a{secrets.token_hex(8)}:"
END = "\x1a"
FRONT_DOOR_KEY = "traffic.front_door"  # in the environ of every request that came through the front door
UNKNOWN_COUNT = "…".encode()  # a number that is not known


def slot(thing: ThingKey) -> str:
    kind, thing_id = thing
    return f"{BEGIN}{kind}:{thing_id}{END}"


def split(page: bytes) -> tuple[list[bytes], list[ThingKey]]:
    """Cut a page at its slots: the pieces, and for each gap between them the thing whose number is shown there."""
    first, *rest = page.split(BEGIN.encode())
    pieces, things = [first], []
    for part in rest:
        name, _, piece = part.partition(END.encode())
        kind, _, thing_id = name.decode().partition(":")
        things.append((kind, int(thing_id)))
        pieces.append(piece)
    return pieces, things


def fill_slots(pieces: list[bytes], texts: list[bytes]) -> bytes:
    """Join the pieces with the formatted numbers in the gaps."""
    parts = [b""] * (2 * len(texts) + 1)
    parts[::2], parts[1::2] = pieces, texts
    return b"".join(parts)


def formatted_count(number: int | None) -> bytes:
    """A number as pages show it, grouped as in Vietnamese: 1.234."""
    return UNKNOWN_COUNT if number is None else format_integer(number).encode()


class SlotMiddleware:
    """Fill the slots from the tables where there is no front door, as in Django's test client; counts nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if FRONT_DOOR_KEY not in request.environ and not response.streaming:
            pieces, things = split(response.content)
            if things:
                view_counts = statistics.view_counts(things)
                response.content = fill_slots(pieces, [formatted_count(view_counts[thing]) for thing in things])
        return response
