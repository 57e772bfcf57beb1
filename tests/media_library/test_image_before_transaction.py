"""Nothing else waits while a picture is re-encoded."""

import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from media_library.models import Image
from tests.factories import make_user
from tests.media_library import samples


@pytest.mark.decodes
@pytest.mark.django_db(transaction=True)
def test_picture_is_made_anew_before_the_transaction_begins(client, media_root, monkeypatch):
    client.force_login(make_user(is_superuser=True))
    run, in_transaction = subprocess.run, []

    def watched(*words, **options):
        in_transaction.append(connection.in_atomic_block)
        return run(*words, **options)

    monkeypatch.setattr(subprocess, "run", watched)
    form = {"title": "Hội làng", "alt": "Bà con múa sạp", "file": SimpleUploadedFile("anh.jpg", samples.picture())}
    client.post(reverse("admin:media_library_image_add"), form)

    assert Image.objects.count() == 1
    assert in_transaction == [False]
