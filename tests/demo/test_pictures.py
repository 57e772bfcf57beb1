from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from media_library.files import video_kind
from portal.demo import pictures, texts
from portal.demo.scenes import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_in_full_size_and_described(kind):
    drawn = Image.open(BytesIO(pictures.draw(kind, 3)))

    assert (drawn.format, drawn.size) == ("JPEG", (960, 540))
    assert pictures.describe(kind).startswith("Tranh vẽ ")


def test_seed_decides_the_picture():
    assert pictures.draw("lotus", 1) == pictures.draw("lotus", 1)
    assert pictures.draw("lotus", 1) != pictures.draw("lotus", 2)
    assert pictures.draw("lotus", 1) != pictures.draw("lotus", 5)  # the same light, yet another scene


def test_poster_is_not_the_bare_scene():
    assert pictures.poster("lotus", 1) != pictures.draw("lotus", 1)


def test_emblem_is_round():
    emblem = Image.open(BytesIO(pictures.emblem()))

    assert emblem.format == "PNG"
    assert emblem.getpixel((2, 2))[3] == 0
    assert emblem.getpixel((emblem.width // 2, 12))[3] == 255


def test_clip_is_a_small_video_that_the_library_takes():
    clip = ContentFile(texts.CLIP.read_bytes(), name="clip.webm")

    assert video_kind(clip) == "webm"
    assert clip.size < 150_000
