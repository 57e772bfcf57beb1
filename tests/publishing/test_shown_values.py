"""How the admin shows the value of a column that is no text."""

import pytest

from portal.links.models import Link
from portal.pages.models import Announcement, MenuItem
from publishing import difference


@pytest.mark.parametrize(
    ("model", "name", "value", "shown"),
    [
        (Link, "is_active", False, "không"),
        (MenuItem, "place", "home", "Trang chủ"),
        (Announcement, "ends_at", "2030-01-31T17:30:00Z", "00:30 01/02/2030"),
    ],
    ids=["boolean", "choice", "moment"],
)
def test_value_is_shown_in_words(model, name, value, shown):
    assert difference.full_value(model._meta.get_field(name), value) == shown
