"""What names an album or a picture of one holds it fast."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from media_library.models import Album, Mention
from publishing.models import Revision
from tests.factories import make_album, make_article, make_image, make_user

pytestmark = pytest.mark.django_db


def figure(album):
    return f'<figure class="album" data-album="{album.pk}"></figure>'


def test_album_a_text_names_is_not_thrown_away_and_its_uses_are_named(client):
    client.force_login(make_user(is_superuser=True))
    album = make_album(state="draft")
    make_article(title="Bài kể ngày hội", state="draft", body=figure(album))
    address = reverse("admin:media_library_album_delete", args=[album.pk])

    page = client.get(address).text
    client.post(address, {"post": "yes", "version": album.version})

    album.refresh_from_db()
    assert "Bài kể ngày hội" in page
    assert not album.is_trashed
    assert "Bài kể ngày hội" in client.get(reverse("admin:media_library_album_change", args=[album.pk])).text


def test_album_nothing_names_is_thrown_away(client):
    client.force_login(make_user(is_superuser=True))
    album = make_album(state="draft")

    client.post(reverse("admin:media_library_album_delete", args=[album.pk]), {"post": "yes", "version": album.version})

    album.refresh_from_db()
    assert album.is_trashed


def test_picture_of_an_album_is_not_deleted_and_the_album_is_named(client):
    client.force_login(make_user(is_superuser=True))
    image = make_image()
    album = make_album(title="Ngày hội ở làng", state="draft", pictures=[make_image(), image])

    page = client.get(reverse("admin:media_library_image_delete", args=[image.pk])).text

    assert "Ngày hội ở làng" in page
    assert "Ngày hội ở làng" in client.get(reverse("admin:media_library_image_change", args=[image.pk])).text
    with pytest.raises(ProtectedError):
        image.delete()
    assert image in album.pictures.all()


def test_mention_is_of_one_picture_or_one_album():
    album, revision = make_album(), Revision.objects.last()

    for wrong in ({}, {"album": album, "image": make_image()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mention.objects.create(revision=revision, **wrong)
    with pytest.raises(ValidationError):
        Mention(revision=revision).full_clean()


def test_mention_of_an_album_is_written_once_a_revision():
    album = make_album()
    make_article(body=figure(album))

    with pytest.raises(IntegrityError), transaction.atomic():
        Mention.objects.create(revision=album.mentions.get().revision, album=album)
    assert Album.objects.get(pk=album.pk).mentions.count() == 1
