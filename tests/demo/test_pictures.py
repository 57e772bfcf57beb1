from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from media_library.file_fields import video_kind
from portal.demo import texts
from tests.demo.test_texts import TODAY

FILES = sorted(texts.PICTURES.iterdir())
AT_MOST = 700_000  # bytes; the repository carries them for good


def named():
    """What the texts name, and the emblem of the site."""
    segments = [segment for programme in texts.programmes() for segment in programme["segment"]]
    return {entry["picture"] for entry in [*texts.articles(TODAY), *segments] if "picture" in entry} | {"emblem"}


def opened(name):
    return Image.open(BytesIO((texts.PICTURES / name).read_bytes()))


def test_every_picture_is_named_and_every_named_one_is_there():
    assert named() == {path.stem for path in FILES}


@pytest.mark.parametrize("name", sorted(named() - {"emblem"}))
def test_picture_has_the_shape_of_a_lead_and_is_described(name):
    assert opened(f"{name}.webp").size in {(1280, 720), (960, 540)}
    assert texts.description(name).startswith("Tranh vẽ ")


def test_pictures_shown_large_are_wide_enough():
    """On top of the front page, and one by one in an album."""
    albums = {picture["article"] for album in texts.albums() for picture in album["pictures"]}
    large = {*texts.site()["highlights"]["titles"], *albums}
    names = [entry["picture"] for entry in texts.articles(TODAY) if entry["title"] in large]

    assert {opened(f"{name}.webp").width for name in names} == {1280}


def test_no_two_articles_have_the_same_picture():
    names = [entry["picture"] for entry in texts.articles(TODAY) if "picture" in entry]

    assert len(names) == len(set(names))


def test_pictures_are_light():
    assert sum(path.stat().st_size for path in FILES) <= AT_MOST


def test_every_description_is_used():
    kinds = {name.partition("-")[0] for name in named()} - {"emblem"}

    assert kinds == set(texts.site()["pictures"])


def test_emblem_is_round():
    emblem = opened("emblem.webp")

    assert emblem.getpixel((2, 2))[3] == 0
    assert emblem.getpixel((emblem.width // 2, 12))[3] == 255


def test_clip_is_a_small_video_that_the_library_takes():
    clip = ContentFile(texts.CLIP.read_bytes(), name="clip.webm")

    assert video_kind(clip) == "webm"
    assert clip.size < 150_000
