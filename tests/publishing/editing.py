"""Writing as the desk does, in one line: `write(article, by=user, title="…")`."""

from publishing import writing

ALL = [f"publishing.{code}" for code in ("submit", "review", "publish", "force")]


def write(thing, *, by, version=None, relations=None, about=None, **columns):
    """Save columns of a thing as somebody who has read it as it stands; answer the thing as its row then is."""
    fresh = type(thing).objects.get(pk=thing.pk)
    for name, value in columns.items():
        setattr(fresh, name, value)
    version = fresh.version if version is None else version
    writing.save_text(fresh, by=by, version=version, relations=relations, **(about or {}))
    return type(thing).objects.get(pk=thing.pk)
