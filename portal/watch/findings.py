"""What a check yields."""

import hashlib
from dataclasses import dataclass

from django.urls import reverse

MAX_PLACE_CHARACTERS = 300


@dataclass(frozen=True)
class Found:
    """Something that is not as it should be, of a `row` or at a `place` that is none, such as a file.

    `detail` is what else makes it another finding, such as the new value.
    """

    kind: str
    text: str
    row: object = None
    place: str = ""
    detail: str = ""
    host: str = ""

    @property
    def key(self):
        what = self.kind, self._place, self.text, self.detail
        return hashlib.sha256(repr(what).encode()).hexdigest()

    @property
    def _place(self):
        if self.row is None:
            return self.place[:MAX_PLACE_CHARACTERS]
        return f"{self.row._meta.verbose_name} số {self.row.pk} “{self.row}”"[:MAX_PLACE_CHARACTERS]

    def columns(self):
        """The columns of its row in the table of findings."""
        meta = self.row and self.row._meta
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[self.row.pk]) if meta else ""
        return {"kind": self.kind, "place": self._place, "address": address, "text": self.text, "host": self.host}
