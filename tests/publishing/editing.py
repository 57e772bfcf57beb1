"""Writing as the desk does, in one line: `write(article, by=user, title="…")`."""

from publishing import saving
from publishing.workflow import make_move
from tests.factories import make_user

ALL = [f"publishing.{code}" for code in ("submit", "review", "publish", "force")]


def write(thing, *, by, version=None, relations=None, about=None, **columns):
    """Save columns of a thing as somebody who has read it as it stands; answer the thing as its row then is."""
    fresh = type(thing).objects.get(pk=thing.pk)
    for name, value in columns.items():
        setattr(fresh, name, value)
    version = fresh.version if version is None else version
    saving.save_text(fresh, by=by, version=version, relations=relations, **(about or {}))
    return type(thing).objects.get(pk=thing.pk)


def approved_edit(thing, **about):
    """The thing with an edit that is approved; `about` is what its revision says of itself."""
    user = make_user(*ALL)
    thing = make_move("submit", write(thing, by=user, title="Sửa", about=about), by=user)
    return make_move("approve", thing, by=make_user(*ALL))
