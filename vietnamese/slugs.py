"""The part of an address that is made of a title."""

import re

from vietnamese.folding import fold

_NOT_SLUG_CHARACTERS = re.compile("[^a-z0-9]+")


def slugify(text: str, *, max_length: int = 120) -> str:
    """Return the text as lower-case ASCII letters and digits joined by hyphens, at most `max_length` characters.

    A slug that is too long ends with the last whole word that fits (a single longer word is cut). The result is ""
    when the text has no Latin letter and no digit: the caller decides what stands in its place.

    >>> slugify("Đại đoàn kết")
    'dai-doan-ket'
    >>> slugify("Kỷ niệm 95 năm (18/11/1930 – 18/11/2025)")
    'ky-niem-95-nam-18-11-1930-18-11-2025'
    >>> slugify("Ủy ban Mặt trận Tổ quốc", max_length=12)
    'uy-ban-mat'
    >>> slugify("“…”")
    ''
    """
    slug = _NOT_SLUG_CHARACTERS.sub("-", fold(text)).strip("-")
    if len(slug) <= max_length:
        return slug
    whole_words = slug[: max_length + 1].rpartition("-")[0]
    return whole_words or slug[:max_length]
