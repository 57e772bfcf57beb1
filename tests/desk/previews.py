"""What a preview shows: asked for as a browser does, its `<article>` comparable with that of the public page."""

import re

from publishing.models import Event, Revision, Submission
from tests.desk.forms import address

SIGNED = re.compile(r"/media/xem/[0-9.]+-[\w-]{43}/")


def article_in(page):
    """The text of a page, as HTML; numbers as #, and the signed address of a file as its public one."""
    found = re.search(r"<article.*?</article>", page.text, re.DOTALL)[0]
    return re.sub(r"\d+", "#", SIGNED.sub("/media/", found))


def add_address(kind):
    names = kind.model._meta
    return f"/admin/{names.app_label}/{names.model_name}/add/"


def typed(client, thing, values, **changed):
    """The preview of a form that was opened, with some fields changed; of a new thing where none is given."""
    path = address(thing, "preview/") if hasattr(thing, "pk") else f"{add_address(thing)}preview/"
    return client.post(path, {**values, **changed})


def rows_of_desk():
    """What no preview adds to."""
    return [model.objects.count() for model in (Revision, Event, Submission)]
