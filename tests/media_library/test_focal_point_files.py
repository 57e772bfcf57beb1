"""The files of a crop of its own: they follow the picture, and go when no text wants them any more."""

import os
import time
from io import StringIO

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command

from tests.factories import make_article, make_image
from tests.media_library import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(media_root):
    """A picture that an article wants cut around 10-90."""
    image = make_image(file=ContentFile(samples.picture(size=(900, 400)), name="anh.jpg"))
    image.file.render_for_point("10-90")
    make_article(lead_image=image, lead_focus="10-90")
    return image


def on_disk():
    return {str(path.relative_to(settings.MEDIA_ROOT)) for path in settings.MEDIA_ROOT.rglob("*-10-90-*")}


def sweep(*, days=0):
    for path in settings.MEDIA_ROOT.rglob("*.*"):
        os.utime(path, (time.time() - days * 86_400,) * 2)
    call_command("media", "check", "--sweep", stdout=StringIO())


def test_replaced_file_and_moved_point_keep_the_crops_of_uses(image):
    image.file, image.focus_x = ContentFile(samples.picture(size=(800, 500)), name="moi.jpg"), 70
    image.save()

    image.refresh_from_db()
    address = image.responsive("card", "10-90").address(240)
    assert "card-10-90-240" in address
    assert (settings.MEDIA_ROOT / address.removeprefix("/media/")).exists()


def test_sweep_takes_crops_that_no_text_names_once_they_are_old(image):
    sweep(days=2)
    assert on_disk()

    image.file.render_for_point("20-20")
    sweep(days=2)

    image.refresh_from_db()
    assert image.renditions["others"] == ["10-90"]
    assert not list(settings.MEDIA_ROOT.rglob("*-20-20-*"))
    assert on_disk()


@pytest.mark.parametrize("point", ["30-70", "lung ta"])
def test_render_makes_the_crops_that_texts_name(image, point):
    article = make_article(lead_image=image, lead_focus=point)

    call_command("media", "render", stdout=StringIO(), stderr=StringIO())

    image.refresh_from_db()
    assert (article.lead_focus in image.renditions["others"]) is (point == "30-70")
