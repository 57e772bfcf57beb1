"""A process that is killed between two moves leaves nothing that the next check does not end."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from media_library import placement
from publishing import workflow
from tests.factories import make_article, make_image
from tests.media_library.files_seen import GONE, SENT, names_of, statuses
from tests.running_site import database_url

pytestmark = pytest.mark.django_db(transaction=True)

KILLED_AT = """
import os, sys, django
django.setup()
from datetime import timedelta
from django.db import transaction
from media_library import file_places, placement
from news.models import Article
from publishing import workflow
placement.DELAY = timedelta(0)
act, method, left = sys.argv[1], sys.argv[2], int(sys.argv[3])
original = getattr(file_places.DiskStorage, method)
def dying(*args, **options):
    global left
    left -= 1
    original(*args, **options) if left else os._exit(9)
setattr(file_places.DiskStorage, method, dying)
if act == "settle":
    placement.settle_due()
with transaction.atomic():
    workflow.place(Article.objects.get(), act)
    os._exit(9)
"""


@pytest.fixture
def kill(tmp_path):
    """`kill("settle", "copy", 3)`: does that in a process which is killed at the third copy."""
    (tmp_path / "media").symlink_to(settings.MEDIA_ROOT)
    own = {"DATABASE_URL": database_url(), "DATA_DIR": str(tmp_path), "SECRET_KEY": settings.SECRET_KEY}
    own["DJANGO_SETTINGS_MODULE"] = "portal.settings"

    def kill(*words):
        command = [sys.executable, "-c", KILLED_AT, *map(str, words)]
        assert subprocess.run(command, env={**os.environ, **own}, cwd=settings.BASE_DIR, check=False).returncode == 9

    return kill


def restart():
    """What a new server process does first."""
    mover = placement.Mover()
    mover()
    mover.wait()


@pytest.mark.parametrize("state", ["withdrawn", "published"])
@pytest.mark.parametrize(("method", "number"), [("copy", 1), ("copy", 4), ("remove", 1)])
def test_move_that_was_killed_is_ended(client, settle, kill, state, method, number):
    image = make_image()
    article = make_article(lead_image=image, state="published" if state == "withdrawn" else "draft")
    settle()
    if state == "withdrawn" or method == "remove":
        workflow.place(article, state)
        kill("settle", method, number)
    else:
        kill("published", method, number)
        workflow.place(article, state)

    restart()

    assert statuses(client, names_of(image)) == (GONE if state == "withdrawn" else SENT)
    assert not default_storage.names_at(image.file.name, aside=state == "published")


@pytest.mark.parametrize("number", [1, 4, 99])
def test_publication_that_was_killed_leaves_no_public_file(client, settle, kill, number):
    image = make_image()
    make_article(lead_image=image, state="draft")
    settle()

    kill("published", "copy", number)
    restart()

    assert statuses(client, names_of(image)) == GONE
    assert not default_storage.names_at(image.file.name, aside=False)
