"""The text of an Event that is sealed: the same whatever database holds the row, and wherever it is moved.

A line of JSON with sorted keys. Databases return JSON differently: jsonb forgets the order of keys and writes 1e16 as
an integer. Moments have milliseconds, as `dumpdata` keeps no more, and the kind is named, since its number differs
between databases. `folded` is left out: it is computed from other columns.
"""

import json
import math
from collections.abc import Iterable

from publishing.models import Event
from publishing.models.seal import moment_text

PLAIN_COLUMNS = ("id", "name", "object_id", "thing_text", "by", "by_text", "note", "address", "user_agent")
JSON_COLUMNS = ("before", "after")
KIND_COLUMNS = ("content_type__app_label", "content_type__model")
MAX_EXACT_FLOAT = 2**53  # from here on a float does not tell neighbouring integers apart


def canonical_events(pks: list[int]) -> dict[int, str]:
    """The canonical texts of those of these events that exist, by key; a row that cannot be read is said to be so."""
    rows = Event.objects.filter(pk__in=pks).values(*PLAIN_COLUMNS, *JSON_COLUMNS, *KIND_COLUMNS, "at")
    try:
        return {row["id"]: _canonical_text(row) for row in rows}
    except (ValueError, TypeError):  # what SQL has put there, such as a moment that is none
        if len(pks) == 1:
            return {pks[0]: json_line({"id": pks[0], "unreadable": True})}
        return {pk: text for each in pks for pk, text in canonical_events([each]).items()}


def _canonical_text(row: dict) -> str:
    values = {name: row[name] for name in PLAIN_COLUMNS} | {name: _normalized(row[name]) for name in JSON_COLUMNS}
    kind = [row[name] for name in KIND_COLUMNS]
    values["kind"] = ".".join(kind) if all(kind) else None
    values["at"] = moment_text(row["at"]) if row["at"] else None
    return json_line(values)


def json_line(values: dict) -> str:
    """JSON on one line; half of a surrogate pair, which no database stores as text, stays an escape."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode()


def _normalized(value):
    """JSON with each number in one notation, whether it was read as an integer or as a float."""
    if isinstance(value, dict):
        return {name: _normalized(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_normalized(one) for one in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if not math.isfinite(as_float := float(str(value))) or abs(as_float) >= MAX_EXACT_FLOAT:
        return as_float
    return int(value) if value == int(value) else value


def differing_values(sealed: dict, text: str | None, kinds: Iterable[str]) -> list[tuple[str, object, object]]:
    """`[(name, sealed value, value now), …]` of an event; an empty list where it is as it was sealed.

    `kinds` are those that exist: with an app its content types go, and a renamed model renames its own. A column that
    came later is not in the sealed text and not compared.
    """
    now = json.loads(text)
    is_of_gone_kind = sealed.get("kind") not in {None, *kinds}
    names = [name for name in sealed if not (name == "kind" and is_of_gone_kind)]
    return [(name, sealed[name], now.get(name)) for name in names if sealed[name] != now.get(name)]
