"""Whole numbers with a point between groups of three digits, as Vietnamese writes them."""

import re

_GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")
_PLAIN = re.compile("-?[0-9]{1,18}")


def grouped(number: int) -> str:
    """Return the number in groups of three digits.

    >>> grouped(1234), grouped(194), grouped(-1000000)
    ('1.234', '194', '-1.000.000')
    """
    return f"{number:,}".replace(",", ".")


def parse_grouped(text: str) -> int:
    """Return the number written with or without points between its groups, of at most 18 digits.

    >>> parse_grouped("1.234"), parse_grouped(" 194 ")
    (1234, 194)

    Anything else raises ValueError with a sentence that may be shown: a comma, too, since it begins the decimals.

    >>> parse_grouped("1,5")
    Traceback (most recent call last):
    ValueError: “1,5” không phải là số nguyên. Hãy viết như 1234 hoặc 1.234.
    """
    number = text.strip()
    digits = number.replace(".", "") if _GROUPED.fullmatch(number) else number
    if not _PLAIN.fullmatch(digits):
        raise ValueError(f"“{number[:30]}” không phải là số nguyên. Hãy viết như 1234 hoặc 1.234.")
    return int(digits)
