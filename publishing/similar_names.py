"""Names that differ only in case, accents, spaces or hyphens, of models with the columns `name` and `folded`.

They are looked for before another row is made, and offered for merging.
"""

from itertools import groupby

from django.db.models import Count, TextField, Value
from django.db.models.functions import Replace

from vietnamese.folding import fold, tone_key

IGNORED = " -"


def name_key(name: str) -> str:
    """What two names have in common that differ only so.

    >>> name_key("Đại đoàn-kết") == name_key("ĐẠI  ĐOÀN KẾT") == name_key("dai doanket")
    True
    """
    return fold(name).translate(dict.fromkeys(map(ord, IGNORED)))


def similarly_named(rows, name):
    """Those of some rows whose names differ from a name only so, the oldest first."""
    return _with_name_key(rows).filter(name_key=name_key(name)).order_by("pk")


def row_of_that_name(rows, name):
    """The one of some rows that has a name already; None where there is none, or more than one may be meant.

    Names that differ in an accent are two names, unless one of the two was typed without accents.
    """
    found = list(similarly_named(rows, name))
    alike = [row for row in found if _spelling(row.name) == _spelling(name)]
    without_accents = [row for row in found if row.name.isascii() or name.isascii()]
    return next(iter(alike), None) or (without_accents[0] if len(without_accents) == 1 else None)


def _spelling(name):
    return [tone_key(syllable) for syllable in name.lower().replace("-", " ").split()]


def count_similar(rows):
    """How many names two or more of the rows have but for that; one query."""
    return _repeated_keys(rows).count()


def similar_groups(rows, limit):
    """The rows that have such a name together, as lists, at most `limit` of them in alphabetical order; two queries."""
    keys = list(_repeated_keys(rows).order_by("name_key")[:limit])
    found = _with_name_key(rows).filter(name_key__in=keys).order_by("name_key", "pk")
    return [list(group) for _, group in groupby(found, lambda row: row.name_key)]


def _repeated_keys(rows):
    keys = _with_name_key(rows).exclude(name_key="").order_by().values("name_key")
    return keys.annotate(number=Count("pk")).filter(number__gt=1).values_list("name_key", flat=True)


def _with_name_key(rows):
    key = "folded"
    for character in IGNORED:
        key = Replace(key, Value(character), Value(""), output_field=TextField())
    return rows.annotate(name_key=key)
