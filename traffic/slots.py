"""The slots a page leaves for numbers of views, filled on the way out.

A slot names a thing between two control characters and a word drawn by every process, so that nothing a text
contains can be taken for one.
"""

import re
import secrets
from collections.abc import Mapping

from traffic import statistics
from traffic.things import Thing

WORD = secrets.token_hex(8)
SLOT = re.compile(rb"\x1a%s:([a-z_]+):([0-9]+)\x1a" % WORD.encode())
IN_FRONT = "traffic.front_door"  # in the environ of what came in by the front door
UNKNOWN = "…"


def slot(thing: Thing) -> str:
    kind, thing_id = thing
    return f"\x1a{WORD}:{kind}:{thing_id}\x1a"


def things_in(page: bytes) -> set[Thing]:
    """The things whose numbers a page shows."""
    return {(kind.decode(), int(thing_id)) for kind, thing_id in SLOT.findall(page)}


def fill(page: bytes, numbers: Mapping[Thing, int | None]) -> bytes:
    """Put the numbers in, grouped as in Vietnamese: 1.234."""
    return SLOT.sub(lambda found: written(numbers[found[1].decode(), int(found[2])]), page)


def written(number: int | None) -> bytes:
    return (UNKNOWN if number is None else f"{number:,}".replace(",", ".")).encode()


class SlotMiddleware:
    """Fill the slots from the tables where no front door stands, as under Django's test client; counts nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if IN_FRONT not in request.environ and not response.streaming and WORD.encode() in response.content:
            response.content = fill(response.content, statistics.numbers(things_in(response.content)))
        return response
