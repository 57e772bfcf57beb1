import hashlib
import json
from dataclasses import dataclass, field

from django.core.serializers.json import DjangoJSONEncoder

DIGEST_CHARACTERS = 32  # hexadecimal digits of SHA-256 that are kept: 128 bits, enough against a second text


def versioned_columns(thing):
    """The columns and relations of which a Revision keeps the values."""
    return [thing._meta.get_field(name) for name in thing.versioned_fields]


def column_digests(thing, names=None):
    """SHA-256 digests of the row's own versioned columns, `{field: 32 hexadecimal digits}`.

    Relations have none: merging two tags changes them in every text. With `names`, of those of these fields that exist.
    """
    columns = [column for column in versioned_columns(thing) if not column.remote_field]
    chosen = [column for column in columns if names is None or column.name in names]
    content = {column.name: stored_value(thing, column) for column in chosen}
    stored = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    return {name: _digest(value) for name, value in stored.items()}


def _digest(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:DIGEST_CHARACTERS]


def stored_value(thing, column):
    """The value of a column as a Revision keeps it: the key of what is related, the name of a file."""
    value = getattr(thing, column.attname)
    return value.name if hasattr(value, "storage") else value


@dataclass(frozen=True)
class TextSnapshot:
    """What is versioned of a thing: columns as stored, relations as `{field: [pk, …]}`; names of what is related."""

    content: dict
    names: dict = field(default_factory=dict)

    @classmethod
    def of(cls, thing, relations=None, *, without=()):
        """As the thing stands in its columns; `relations` as `{field: things}` take the place of the stored ones.

        Fields named in `without` are left out.
        """
        content, names = {}, {}
        for column in versioned_columns(thing):
            if column.name in without:
                continue
            if column.many_to_many:
                given = (relations or {}).get(column.name)
                stored = getattr(thing, column.name).all() if given is None and thing.pk else []
                related = list(given or stored)
                content[column.name] = [one.pk for one in related]
            else:
                content[column.name] = value = stored_value(thing, column)
                related = [getattr(thing, column.name)] if column.remote_field and value else []
            if related:
                names[column.name] = {str(one.pk): str(one) for one in related}
        return cls(json.loads(json.dumps(content, cls=DjangoJSONEncoder)), names)

    @classmethod
    def from_revision(cls, revision, base):
        """The text of a revision; a field that it does not know stands as in the thing `base`."""
        unknown = cls.of(base, without=revision.content)
        return cls(unknown.content | revision.content, unknown.names | revision.names)
