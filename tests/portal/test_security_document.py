"""docs/security.md names tests that exist."""

import re

import pytest
from django.conf import settings

NAMED = re.findall(r"`(tests/[\w/]+\.py::\w+)`", (settings.BASE_DIR / "docs/security.md").read_text())


def test_every_row_of_the_table_names_a_test():
    rows = re.findall(r"^\| (?!hole|---).*", (settings.BASE_DIR / "docs/security.md").read_text(), re.MULTILINE)

    assert [row for row in rows if "`tests/" not in row or row.count("|") != 5] == []
    assert len(rows) == len(NAMED) > 30


@pytest.mark.parametrize("test", NAMED)
def test_every_test_that_is_named_exists(test):
    path, _, name = test.partition("::")

    assert re.search(rf"^def {name}\(", (settings.BASE_DIR / path).read_text(), re.MULTILINE)
