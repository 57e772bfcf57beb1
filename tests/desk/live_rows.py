"""Rows that pages show beside their texts, each in an article, a page, an album or a video of some state."""

import pytest

from tests.desk.forms import opened, sent
from tests.factories import (
    make_album,
    make_article,
    make_attachment,
    make_author,
    make_image,
    make_page,
    make_source,
    make_tag,
    make_video,
)

SHOWN = {
    "lead picture": lambda **state: make_article(lead_image=old_image(), **state).lead_image,
    "picture in a text": lambda **state: in_body(make_page, **state),
    "picture of an album": lambda **state: make_album(pictures=[old_image()], **state).pictures.get(),
    "poster": lambda **state: make_video(poster=old_image(), **state).poster,
    "document": lambda **state: make_article(attachments=[make_attachment(title="Cũ")], **state).attachments.get(),
    "tag": lambda **state: make_article(tags=[make_tag(name="Cũ")], **state).tags.get(),
    "author": lambda **state: make_article(authors=[make_author(name="Cũ")], **state).authors.get(),
    "source": lambda **state: make_article(source=make_source(name="Cũ"), **state).source,
}
every_row = pytest.mark.parametrize("make", SHOWN.values(), ids=SHOWN)


def old_image():
    return make_image(alt="Cũ", title="Cũ")


def in_body(make, **state):
    image = old_image()
    make(body=f'<figure><img data-image="{image.pk}"></figure>', **state)
    return image


def renamed(client, row):
    """Send the row's form with another name; answer the name as it is stored afterwards."""
    name = "title" if hasattr(row, "title") else "name"
    sent(client, row, {"alt": "Cũ", **opened(client, row)}, **{name: "Mới"})
    row.refresh_from_db()
    return getattr(row, name)
