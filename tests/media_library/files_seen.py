"""What a reader gets who has the names of files."""

import re

from django.core.files.storage import default_storage

from media_library.renditions import rendition_names
from tests.media_library.attachments import ask


def stored_publicly(name, content):
    """The name of a file that is stored where readers get it."""
    name = default_storage.save(name, content)
    default_storage.bring(name, aside=False)
    default_storage.clear(name, aside=True)
    return name


def unsigned(page):
    """A page of the admin with the public addresses of its files."""
    return re.sub(r"/media/xem/[0-9]+-[\w-]{43}/", "/media/", page)


def names_of(image):
    return [image.file.name, *rendition_names(image)]


def statuses(client, names):
    """The statuses of public addresses, and whether shared caches may keep the answers."""
    answers = [ask(client, None, f"/media/{name}") for name in names]
    return {(answer.status_code, "no-store" in answer["Cache-Control"]) for answer in answers}


SENT, GONE = {(200, False)}, {(404, True)}
