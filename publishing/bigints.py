"""Whole numbers out of addresses and forms, where anybody may have typed anything."""

import re

MAX_DIGITS = 18  # any number of so many digits fits a bigint column
PATTERN = f"[0-9]{{1,{MAX_DIGITS}}}"
_BIGINT = re.compile(PATTERN)


def parse_bigint(text: str) -> int | None:
    """The number that a text writes in ASCII digits, or None: no row has such a key, no thing such a version.

    `filter(pk=None)` finds nothing, so a key may be handed on as it comes.
    """
    return int(text) if _BIGINT.fullmatch(text) else None
