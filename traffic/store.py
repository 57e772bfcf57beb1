"""The page store of one process: whole answers, ready to be sent again with fresh numbers.

Bounded by bytes; the least recently used goes first. Addresses with a query, of which anybody can make as many as they
like, share a part of the room, so that they cannot drive the others out.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from traffic.compression import gzipped, is_compressible, varying
from traffic.edition import Edition
from traffic.slots import fill
from traffic.spliced import SLOT_WEIGHT, SplicedPage
from traffic.tally import Views
from traffic.things import FIGURE, SITE, Thing

LONGEST_STALE = 24 * 3600  # seconds a page may be shown after it was rendered, while the database is down
LONGEST_LAG = 0.5  # seconds a change may wait in a page that is rendered anew; the housekeeper's beat comes on top
OVERHEAD = 2_000  # bytes of a kept page beside its text, about
FEW = 50  # addresses that are looked for in all pages; of more, every page is taken to mention one
PART_OF_QUERIES = 4  # one part in so many is for addresses with a query

Headers = list[tuple[str, str]]
Key = tuple[str, tuple]  # path, and the values of the query names the page depends on


@dataclass(slots=True)
class KeptPage:
    """An answer as Django gave it, cut at its slots; `headers` lack its length.

    `things` names what each slot shows, `counted` whose view it is. `gone_at` is the moment (seconds since 1970) at
    which its own thing comes down and it must not be shown any more; `stale_at` the moment a new one is wanted even if
    nothing has changed.
    """

    status: str
    headers: Headers
    pieces: list[bytes]
    things: list[Thing]
    counted: Thing | None
    is_page: bool
    edition: Edition
    stale_at: float
    gone_at: float
    rendered_at: float
    counts: tuple[Thing, ...] = ()  # what one view of the page adds to
    watched: tuple[Thing, ...] = ()  # the things of the slots, each once, without mere figures
    etag: str = ""
    is_packable: bool = False  # worth compressing
    fresh_until: float = 0  # in its own edition
    looked_at: float = 0  # when its numbers were looked after
    views: list[Views] = field(default_factory=list)  # what was found then, for each slot
    _packed: bytes | None = None
    _spliced: SplicedPage | None = None
    _sized: tuple[int, Headers] = (-1, [])  # the plain headers as they were last sent, with their length
    _packed_headers: Headers | None = None

    def __post_init__(self):
        if self.is_page and self.status.startswith("200"):
            self.counts = (SITE, self.counted) if self.counted else (SITE,)
        self.watched = tuple(dict.fromkeys(thing for thing in self.things if thing[0] != FIGURE))
        self.fresh_until = min(self.edition.ends_at, self.stale_at, self.gone_at)
        said = {name.title(): value for name, value in self.headers}
        self.etag = said.get("Etag", "")
        if is_compressible(said.get("Content-Type", ""), sum(map(len, self.pieces))):
            vary = ("Vary", varying(said.get("Vary", "")))
            self.headers = [*(header for header in self.headers if header[0].title() != "Vary"), vary]
            self.is_packable = True

    def is_fresh(self, edition: Edition, now: float) -> bool:
        return self.edition is edition and now < self.fresh_until

    def may_be_shown_meanwhile(self, now: float) -> bool:
        """Whether it may go out while another request renders it anew: what has changed shows within a second."""
        return now < self.gone_at and now < self.edition.ends_at + LONGEST_LAG

    def may_be_shown_stale(self, now: float) -> bool:
        """Whether it may go out while nothing better can be had."""
        return now < self.gone_at and now < self.rendered_at + LONGEST_STALE

    def mentions(self, words: list[bytes]) -> bool:
        """Whether one of these stands in its text."""
        return any(word in piece for piece in self.pieces for word in words)

    def plain(self, texts: list[bytes]) -> tuple[bytes, Headers]:
        """The body with these numbers in its slots, and the headers."""
        body = fill(self.pieces, texts) if texts else self.pieces[0]
        length, headers = self._sized
        if length != len(body):
            headers = [*self.headers, ("Content-Length", str(len(body)))]
            self._sized = len(body), headers
        return body, headers

    def packed(self, texts: list[bytes]) -> tuple[bytes, Headers]:
        """The same as gzip; what does not change is compressed at the first call, and the length never changes."""
        if texts:
            if self._spliced is None:
                self._spliced = SplicedPage(self.pieces)
            body = self._spliced.filled(texts)
        else:
            if self._packed is None:
                self._packed = gzipped(self.pieces[0])
            body = self._packed
        if self._packed_headers is None:
            self._packed_headers = [
                *self.headers,
                ("Content-Encoding", "gzip"),
                ("Content-Length", str(len(body))),
            ]
        return body, self._packed_headers

    @property
    def weight(self) -> int:
        """Bytes of memory, about, with what it takes compressed: the segments, and what was sent last."""
        return OVERHEAD + sum(map(len, self.pieces)) * 8 // 5 + SLOT_WEIGHT * len(self.things)


class _Shelf:
    """Pages up to so many bytes, the last used at the end."""

    def __init__(self, most: int):
        self.most = most
        self.weight = 0
        self.pages: OrderedDict[Key, KeptPage] = OrderedDict()

    def put(self, key: Key, page: KeptPage) -> None:
        self.take(key)
        if page.weight > self.most:
            return
        self.pages[key] = page
        self.weight += page.weight
        while self.weight > self.most:
            _, oldest = self.pages.popitem(last=False)
            self.weight -= oldest.weight

    def take(self, key: Key) -> None:
        if old := self.pages.pop(key, None):
            self.weight -= old.weight


class PageStore:
    """Kept pages by their keys; `most` is the room in bytes."""

    def __init__(self, most: int):
        self._lock = threading.Lock()
        self.changes = 0  # so often has a page been put in, or pages been taken down
        self._plain = _Shelf(most - most // PART_OF_QUERIES)
        self._queried = _Shelf(most // PART_OF_QUERIES)

    def get(self, key: Key) -> KeptPage | None:
        shelf = self._queried if key[1] else self._plain
        page = shelf.pages.get(key)
        if page is not None:
            try:  # noqa: SIM105 -- `suppress` takes four times as long
                shelf.pages.move_to_end(key)
            except KeyError:
                pass  # just pushed out by another thread
        return page

    def put(self, key: Key, page: KeptPage) -> None:
        with self._lock:
            (self._queried if key[1] else self._plain).put(key, page)
            self.changes += 1

    def drop(self, key: Key) -> None:
        with self._lock:
            (self._queried if key[1] else self._plain).take(key)

    def take_down(self, addresses: list[str]) -> None:
        """Drop the pages at these addresses and those that mention one of them; of many addresses, all pages."""
        is_few = len(addresses) <= FEW
        words = [address.encode() for address in addresses]
        for key, page in self.pages():
            if not is_few or any(key[0].startswith(address) for address in addresses) or page.mentions(words):
                self.drop(key)
        self.changes += 1

    def __len__(self) -> int:
        return len(self._plain.pages) + len(self._queried.pages)

    @property
    def weight(self) -> int:
        """Bytes in use, about."""
        return self._plain.weight + self._queried.weight

    def pages(self) -> list[tuple[Key, KeptPage]]:
        """All of them, the least recently used first, those with a query before the others."""
        with self._lock:
            return [*self._queried.pages.items(), *self._plain.pages.items()]
