"""The page store of one process: whole responses, ready to be sent again with fresh numbers.

Bounded by bytes; the least recently used page is evicted first. Addresses with a query, of which anybody can make as
many as they like, share a part of the space, so that they cannot evict the others.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from traffic.compression import gzipped, is_compressible, vary_on_encoding
from traffic.count_slots import fill_slots
from traffic.edition import Edition
from traffic.spliced_gzip import SLOT_MEMORY_BYTES, SplicedPage
from traffic.tally import ViewCount
from traffic.thing_keys import FIGURE_KIND, SITE_KEY, ThingKey

STALE_IF_ERROR_SECONDS = 24 * 3600  # stale-if-error (RFC 5861): after it was rendered, while the database is down
# RFC 5861: after its edition ended, while another request renders it; the housekeeper's interval comes on top
STALE_WHILE_REVALIDATE_SECONDS = 0.5
PAGE_OVERHEAD_BYTES = 2_000  # bytes of a cached page beside its text, about
MAX_SEARCHED_ADDRESSES = 50  # purged addresses that are searched for in all pages; above it, all pages are dropped
QUERY_SHARE_DIVISOR = 4  # one part in so many is for addresses with a query

Headers = list[tuple[str, str]]
Key = tuple[str, tuple]  # path, and the values of the query names the page depends on


@dataclass(slots=True)
class CachedPage:
    """A response of Django, split at its slots; `headers` lack Content-Length.

    `things` names what each slot shows, `counted` whose view it is. `gone_at` is the moment (seconds since 1970) at
    which its own thing stops being public and it must not be shown any more; `stale_at` the moment at which it must be
    rendered again even if nothing has changed.
    """

    status: str
    headers: Headers
    pieces: list[bytes]
    things: list[ThingKey]
    counted: ThingKey | None
    is_page: bool
    edition: Edition
    stale_at: float
    gone_at: float
    rendered_at: float
    counted_things: tuple[ThingKey, ...] = ()  # what one view of the page adds to
    unique_things: tuple[ThingKey, ...] = ()  # the things of the slots, each once, without the site's figures
    etag: str = ""
    can_gzip: bool = False  # worth compressing
    fresh_until: float = 0  # only in its own edition
    counts_read_at: float = 0  # when its counts were last read
    views: list[ViewCount] = field(default_factory=list)  # the counts read then, for each slot
    _gzipped: bytes | None = None
    _spliced: SplicedPage | None = None
    _plain_headers: tuple[int, Headers] = (-1, [])  # the plain headers as they were last sent, with their length
    _gzip_headers: Headers | None = None

    def __post_init__(self):
        if self.is_page and self.status.startswith("200"):
            self.counted_things = (SITE_KEY, self.counted) if self.counted else (SITE_KEY,)
        self.unique_things = tuple(dict.fromkeys(thing for thing in self.things if thing[0] != FIGURE_KIND))
        self.fresh_until = min(self.edition.ends_at, self.stale_at, self.gone_at)
        said = {name.title(): value for name, value in self.headers}
        self.etag = said.get("Etag", "")
        if is_compressible(said.get("Content-Type", ""), sum(map(len, self.pieces))):
            vary = ("Vary", vary_on_encoding(said.get("Vary", "")))
            self.headers = [*(header for header in self.headers if header[0].title() != "Vary"), vary]
            self.can_gzip = True

    def is_fresh(self, edition: Edition, now: float) -> bool:
        return self.edition is edition and now < self.fresh_until

    def may_show_while_rendering(self, now: float) -> bool:
        """Whether it may be sent while another request renders it again: a change shows within a second."""
        return now < self.gone_at and now < self.edition.ends_at + STALE_WHILE_REVALIDATE_SECONDS

    def may_show_on_error(self, now: float) -> bool:
        """Whether it may be sent while the database is down."""
        return now < self.gone_at and now < self.rendered_at + STALE_IF_ERROR_SECONDS

    def mentions(self, words: list[bytes]) -> bool:
        """Whether its text contains one of these."""
        return any(word in piece for piece in self.pieces for word in words)

    def as_plain(self, texts: list[bytes]) -> tuple[bytes, Headers]:
        """The body with these numbers in its slots, and the headers."""
        body = fill_slots(self.pieces, texts) if texts else self.pieces[0]
        length, headers = self._plain_headers
        if length != len(body):
            headers = [*self.headers, ("Content-Length", str(len(body)))]
            self._plain_headers = len(body), headers
        return body, headers

    def as_gzip(self, texts: list[bytes]) -> tuple[bytes, Headers]:
        """The same as gzip; what does not change is compressed at the first call, and the length never changes."""
        if texts:
            if self._spliced is None:
                self._spliced = SplicedPage(self.pieces)
            body = self._spliced.filled(texts)
        else:
            if self._gzipped is None:
                self._gzipped = gzipped(self.pieces[0])
            body = self._gzipped
        if self._gzip_headers is None:
            self._gzip_headers = [
                *self.headers,
                ("Content-Encoding", "gzip"),
                ("Content-Length", str(len(body))),
            ]
        return body, self._gzip_headers

    @property
    def memory_bytes(self) -> int:
        """Bytes of memory, about, including its compressed form: the segments, and what was sent last."""
        return PAGE_OVERHEAD_BYTES + sum(map(len, self.pieces)) * 8 // 5 + SLOT_MEMORY_BYTES * len(self.things)


class _LruPages:
    """Pages up to a number of bytes, the last used at the end."""

    def __init__(self, max_bytes: int):
        self.max_bytes = max_bytes
        self.memory_bytes = 0
        self.pages: OrderedDict[Key, CachedPage] = OrderedDict()

    def put(self, key: Key, page: CachedPage) -> None:
        self.remove(key)
        if page.memory_bytes > self.max_bytes:
            return
        self.pages[key] = page
        self.memory_bytes += page.memory_bytes
        while self.memory_bytes > self.max_bytes:
            _, oldest = self.pages.popitem(last=False)
            self.memory_bytes -= oldest.memory_bytes

    def remove(self, key: Key) -> None:
        if old := self.pages.pop(key, None):
            self.memory_bytes -= old.memory_bytes


class PageStore:
    """Cached pages by their keys, `max_bytes` in all."""

    def __init__(self, max_bytes: int):
        self._lock = threading.Lock()
        self.changes = 0  # counts pages put in, and purges
        self._plain = _LruPages(max_bytes - max_bytes // QUERY_SHARE_DIVISOR)
        self._queried = _LruPages(max_bytes // QUERY_SHARE_DIVISOR)

    def get(self, key: Key) -> CachedPage | None:
        lru = self._queried if key[1] else self._plain
        page = lru.pages.get(key)
        if page is not None:
            try:  # noqa: SIM105 -- `suppress` takes four times as long
                lru.pages.move_to_end(key)
            except KeyError:
                pass  # just evicted by another thread
        return page

    def put(self, key: Key, page: CachedPage) -> None:
        with self._lock:
            (self._queried if key[1] else self._plain).put(key, page)
            self.changes += 1

    def drop(self, key: Key) -> None:
        with self._lock:
            (self._queried if key[1] else self._plain).remove(key)

    def purge(self, addresses: list[str]) -> None:
        """Drop the pages at these addresses and those that mention one of them; of many addresses, all pages."""
        is_few = len(addresses) <= MAX_SEARCHED_ADDRESSES
        words = [address.encode() for address in addresses]
        for key, page in self.pages():
            if not is_few or any(key[0].startswith(address) for address in addresses) or page.mentions(words):
                self.drop(key)
        self.changes += 1

    def __len__(self) -> int:
        return len(self._plain.pages) + len(self._queried.pages)

    @property
    def memory_bytes(self) -> int:
        """Bytes in use, about."""
        return self._plain.memory_bytes + self._queried.memory_bytes

    def pages(self) -> list[tuple[Key, CachedPage]]:
        """All of them, the least recently used first, those with a query before the others."""
        with self._lock:
            return [*self._queried.pages.items(), *self._plain.pages.items()]
