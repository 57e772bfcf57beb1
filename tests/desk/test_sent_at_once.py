"""Two requests of one form at the same moment, each on a connection of its own: one row is made."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from media_library.image_library_admin import get_or_create_image
from media_library.image_processing import reencode
from media_library.models import Image
from news.models import Article
from publishing.models import Note, Revision, Submission
from publishing.submissions import FORM_INPUT_NAME, new_token
from tests.desk.forms import Fields, address
from tests.factories import make_article, make_category, make_user
from tests.media_library import samples

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def sent_at_once(user, path, form):
    """The form sent by several browsers of one person; what the pages say to which they are led."""
    together = Barrier(AT_ONCE)

    def send(_):
        client = Client()
        client.force_login(user)
        together.wait()
        try:
            return client.post(path, form, follow=True).text
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as browsers:
        return list(browsers.map(send, range(AT_ONCE)))


def test_new_article_is_made_once(client):
    user = make_user(is_superuser=True)
    client.force_login(user)
    path = "/admin/news/article/add/"
    form = {**Fields(client.get(path).text).values, "title": "Một", "slug": "mot", "body": "<p>Chữ</p>"}

    pages = sent_at_once(user, path, {**form, "category": make_category().pk, "_save": "1"})

    article = Article.objects.get()
    assert sum("Đã lưu rồi" in page for page in pages) == AT_ONCE - 1
    assert Revision.objects.of(article).count() == 1
    assert Submission.objects.count() == 1


def test_picture_is_taken_into_the_library_once():
    content, together = samples.picture(size=(60, 40)), Barrier(AT_ONCE)
    pictures = [reencode(SimpleUploadedFile("anh.jpg", content)) for _ in range(AT_ONCE)]

    def keep(picture):
        together.wait()
        try:
            return get_or_create_image(picture, "Ảnh").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as browsers:
        made = set(browsers.map(keep, pictures))

    assert made == {Image.objects.get().pk}


def test_note_is_written_once():
    article = make_article(state="draft")

    sent_at_once(
        make_user(is_superuser=True), address(article, "notes/"), {"text": "Nguồn?", FORM_INPUT_NAME: new_token()}
    )

    assert Note.objects.count() == 1
