"""Pictures that only an edit beside the live text has: out when it is approved, gone when readers have another."""

import pytest
from django.core.files.base import ContentFile

from media_library.models import Image
from publishing import saving, trash
from publishing.workflow import make_move
from tests.factories import make_article, make_image, make_user
from tests.media_library import samples
from tests.media_library.files_seen import GONE, SENT, names_of, statuses

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    return make_user(is_superuser=True), make_user("publishing.review", "publishing.publish", "publishing.submit")


def move(thing, *names, by, note="Vì lý do ấy"):
    for name in names:
        thing = make_move(name, thing, by=by, note=note)
    return thing


def edited(article, image, writer):
    """It, with an edit beside it that has another picture, in review."""
    article.lead_image = image
    saving.save_text(article, by=writer)
    return move(type(article).objects.get(pk=article.pk), "submit", by=writer)


def test_new_picture_is_out_with_the_approval_and_the_old_one_gone_with_publication(client, settle, people):
    (writer, chief), old, new = people, make_image(), make_image()
    article = edited(make_article(lead_image=old), new, writer)
    settle()
    assert (statuses(client, names_of(old)), statuses(client, names_of(new))) == (SENT, GONE)

    article = move(article, "approve", by=chief)
    assert statuses(client, names_of(new)) == SENT
    settle()
    assert (statuses(client, names_of(old)), statuses(client, names_of(new))) == (SENT, SENT)

    move(article, "publish", by=chief)
    settle()
    assert (statuses(client, names_of(old)), statuses(client, names_of(new))) == (GONE, SENT)


@pytest.mark.parametrize("way", ["return", "discard"])
def test_picture_of_an_edit_that_is_approved_no_more_is_gone(client, settle, people, way):
    (writer, chief), new = people, make_image()
    article = move(edited(make_article(), new, writer), "approve", by=chief)
    settle()
    assert statuses(client, names_of(new)) == SENT

    move(article, way, by=chief)
    settle()

    assert statuses(client, names_of(new)) == GONE


def test_withdrawing_takes_the_pictures_of_the_approved_edit_too_and_publishing_brings_them_back(
    client, settle, people
):
    (writer, chief), old, new = people, make_image(), make_image()
    article = move(edited(make_article(lead_image=old), new, writer), "approve", "withdraw", by=chief)
    settle()
    assert statuses(client, [*names_of(old), *names_of(new)]) == GONE

    move(article, "publish", by=chief)
    assert statuses(client, names_of(new)) == SENT


def test_picture_of_an_approved_text_in_the_trash_is_gone(client, settle, people):
    image = make_image()
    article = make_article(lead_image=image, state="approved")
    settle()
    assert statuses(client, names_of(image)) == SENT

    trash.throw_away(article, by=people[0])
    settle()

    assert statuses(client, names_of(image)) == GONE


def test_shown_picture_with_another_file_is_there_at_once(client, settle):
    image = make_image()
    make_article(lead_image=image)

    image.file = ContentFile(samples.picture(), name="moi.jpg")
    image.save()

    assert statuses(client, names_of(Image.objects.get(pk=image.pk))) == SENT
