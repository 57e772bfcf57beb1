"""What the search index stores of a thing: the interface between publishing and the search app."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class SearchEntry:
    """Returned by `search_entry()` of each `Announced` model that can be searched.

    `text` is searched beside the title; it is plain text. The thing is found from `publish_at` until `unpublish_at`
    (aware, or None: always), so that nothing need be written when it appears or vanishes by the clock.
    `search_entry()` returns None for what readers may not find, now or later.
    """

    title: str
    text: str
    address: str
    category_id: int | None = None
    publish_at: datetime | None = None
    unpublish_at: datetime | None = None
