"""Whole numbers with a point between groups of three digits, as Vietnamese writes them."""


def format_integer(number: int) -> str:
    """Return the number in groups of three digits.

    >>> format_integer(1234), format_integer(194), format_integer(-1000000)
    ('1.234', '194', '-1.000.000')
    """
    return f"{number:,}".replace(",", ".")
