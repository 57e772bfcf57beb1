"""Two at once: one withdraws, one publishes with the same picture; or a transaction fails after all."""

import threading
import time
from contextlib import suppress

import pytest
from django.db import connection, transaction

from media_library import placement
from publishing import workflow
from tests.factories import make_article, make_image
from tests.media_library.files_seen import GONE, SENT, names_of, statuses

pytestmark = pytest.mark.django_db(transaction=True)
WINDOW_SECONDS = 0.7  # for which a transaction stays open


@pytest.fixture
def image(settle):
    """That of a withdrawn article, not checked since, and of a draft."""
    image = make_image()
    article = make_article(lead_image=image)
    settle()
    workflow.place(article, "withdrawn")
    return image


@pytest.fixture
def publishing(image):
    """While another connection has published the draft and not committed yet."""
    draft, is_published = make_article(lead_image=image, state="draft"), threading.Event()

    def publish():
        with transaction.atomic():
            workflow.place(draft, "published")
            is_published.set()
            time.sleep(WINDOW_SECONDS)
        connection.close()

    thread = threading.Thread(target=publish)
    thread.start()
    is_published.wait()
    yield
    thread.join()


def test_picture_is_not_taken_from_what_is_being_published(client, image, publishing):
    assert placement.settle([image.file.name]) == []

    assert statuses(client, names_of(image)) == SENT


def test_picture_is_brought_back_while_it_is_being_moved_aside(client, settle, image, monkeypatch):
    draft, begun = make_article(lead_image=image, state="draft"), threading.Event()
    lock = placement._lock

    def publish():
        begun.wait()
        workflow.place(draft, "published")
        connection.close()

    def slowly(names):
        lock(names)
        begun.set()

    thread = threading.Thread(target=publish)
    thread.start()
    monkeypatch.setattr(placement, "_lock", slowly)
    settle()
    thread.join()

    assert statuses(client, names_of(image)) == SENT
    settle()
    assert statuses(client, names_of(image)) == SENT


def test_picture_is_moved_aside_again_when_its_text_was_not_published_after_all(client, settle, image):
    draft = make_article(lead_image=image, state="draft")
    settle()
    assert statuses(client, names_of(image)) == GONE

    with suppress(RuntimeError), transaction.atomic():
        workflow.place(draft, "published")
        assert statuses(client, names_of(image)) == SENT
        raise RuntimeError

    settle()
    assert statuses(client, names_of(image)) == GONE


def test_storage_that_refuses_does_not_prevent_publication_and_is_asked_again(client, settle, image, monkeypatch):
    settle()
    draft = make_article(lead_image=image, state="draft")
    monkeypatch.setattr(placement, "RETRY_DELAY", placement.DELAY)
    with monkeypatch.context() as patched:
        patched.setattr(type(placement.default_storage._wrapped), "copy", _refuse)
        workflow.place(draft, "published")
        placement.settle_due()
        assert statuses(client, names_of(image)) == GONE

    settle()
    assert statuses(client, names_of(image)) == SENT


def _refuse(storage, name, *, aside):
    raise PermissionError(13, "Permission denied")
