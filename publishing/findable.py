"""What a thing tells of itself to be found: the seam between what is published and whatever searches it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class SearchEntry:
    """A thing as search knows it; any `Announced` model that answers `search_entry()` with one is searched.

    `text` is what is looked in beside the title, plain and as it is read. The thing is found from `publish_at` until
    `unpublish_at` (aware, or None: always), so that nothing need happen when the clock brings it out or takes it down.
    `search_entry()` answers None for what readers may not find, now or later.
    """

    title: str
    text: str
    address: str
    category_id: int | None = None
    publish_at: datetime | None = None
    unpublish_at: datetime | None = None
