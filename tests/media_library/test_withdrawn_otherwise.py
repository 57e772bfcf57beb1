"""Pictures go with what showed them, also where no move of the workflow says so."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from media_library.models import Image
from publishing.live_rows import relations_to
from publishing.models import Announced, Publishable
from tests.factories import make_announcement, make_article, make_image, make_settings
from tests.media_library.files_seen import GONE, SENT, names_of, statuses

pytestmark = pytest.mark.django_db(transaction=True)


def test_picture_is_gone_when_its_article_expires_and_nobody_does_anything(client, settle):
    image = make_image()
    article = make_article(lead_image=image, unpublish_at=timezone.now() + timedelta(seconds=1.5))
    settle()
    assert statuses(client, names_of(image)) == SENT

    time.sleep((article.unpublish_at - timezone.now()).total_seconds() + 0.1)
    settle()

    assert statuses(client, names_of(image)) == GONE


def test_picture_of_what_code_withdraws_by_itself_is_gone(client, settle):
    image = make_image()
    article = make_article(lead_image=image)
    settle()
    article.state = "withdrawn"
    article.save()
    settle()

    assert statuses(client, names_of(image)) == GONE


def test_picture_that_no_row_shows_any_more_is_gone(client, settle):
    fields = [field for field in relations_to(Image, Announced) if not issubclass(field.model, Publishable)]
    old, new = make_image(), make_image()
    rows = [make_settings(emblem=old), make_announcement(image=old)]
    assert {(type(row), name) for row, name in zip(rows, ["emblem", "image"], strict=True)} == {
        (field.model, field.name) for field in fields
    }
    settle()
    assert statuses(client, names_of(old)) == SENT

    make_settings(emblem=new)
    rows[1].delete()
    settle()

    assert statuses(client, names_of(old)) == GONE
    assert statuses(client, names_of(new)) == SENT
