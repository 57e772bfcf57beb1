"""Smaller copies of a picture are made when it is uploaded, and offered to browsers by one tag."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template import Context, Template
from PIL import Image as Picture

from media_library.models import Image
from media_library.renditions import rendition_names
from tests.factories import make_image
from tests.media_library import samples

pytestmark = [pytest.mark.django_db, pytest.mark.decodes]


def photograph(size=(800, 400), **fields):
    return make_image(file=ContentFile(samples.picture(size=size), name="anh.jpg"), **fields)


def shown(image, what='"card" "100vw"'):
    template = Template("{% load pictures %}{% picture image " + what + " %}")
    return template.render(Context({"image": image}))


def opened(name):
    with default_storage.open(name) as file:
        return Picture.open(BytesIO(file.read()))


def test_browser_may_choose_format_and_width(media_root):
    html = shown(photograph())

    assert re.findall(r'type="image/(\w+)"', html) == ["avif", "webp"]
    for address, kind, width in re.findall(r"/media/(\S+\.(\w+)) (\d+)w", html):
        picture = opened(address)
        assert picture.size == (int(width), round(int(width) / 1.5))
        assert picture.format.lower() == kind.replace("jpg", "jpeg")


def test_place_of_a_picture_is_known_before_it_comes(media_root):
    assert 'width="480" height="320"' in shown(photograph())


def test_picture_is_never_made_larger_than_it_came(media_root):
    assert photograph(size=(100, 100)).responsive("full").sizes == [[100, 100]]
    assert photograph(size=(720, 300)).responsive("full").sizes == [[360, 150], [720, 300]]


def test_first_picture_is_fetched_at_once_and_others_when_near(media_root):
    image = photograph()

    assert 'fetchpriority="high"' in shown(image, '"lead" "100vw" first=True')
    assert 'loading="lazy"' in shown(image)


def test_picture_that_is_see_through_keeps_so_in_every_format(media_root):
    file = BytesIO()
    Picture.new("RGBA", (200, 200), (168, 18, 28, 0)).save(file, "PNG")
    image = make_image(file=ContentFile(file.getvalue(), name="dau.png"))

    for name in rendition_names(image):
        assert opened(name).convert("RGBA").getpixel((20, 20))[3] == 0, name


def test_crops_follow_the_point_of_interest(media_root):
    file = BytesIO()
    whole = Picture.new("RGB", (900, 300), "white")
    whole.paste("red", (0, 0, 450, 300))
    whole.save(file, "JPEG")
    image = make_image(file=ContentFile(file.getvalue(), name="anh.jpg"), focus_x=0)
    left = opened(shown(image, '"square" "1rem"').split("/media/")[1].split(" ")[0])

    image.focus_x = 100
    image.save()

    right = opened(shown(Image.objects.get(), '"square" "1rem"').split("/media/")[1].split(" ")[0])
    assert [part.convert("RGB").getpixel((48, 48))[1] > 200 for part in (left, right)] == [False, True]


def test_pages_that_name_the_old_crops_still_find_them(media_root):
    image = photograph()
    before = list(rendition_names(image))

    image.focus_y = 0
    image.save()

    assert all(default_storage.exists(name) for name in before)
    assert not set(before) & set(rendition_names(image))


def test_picture_without_renditions_is_shown_as_it_is(media_root):
    image = photograph()
    Image.objects.update(renditions={})

    html = shown(Image.objects.get())

    assert f'src="{image.file.url}"' in html
    assert "srcset" not in html


def test_point_of_interest_lies_in_the_picture():
    with pytest.raises(ValidationError):
        Image(title="Ảnh", focus_x=101).validate_constraints()


def test_renditions_of_a_lost_file_stay_as_they_are(media_root, caplog):
    image = photograph()
    default_storage.delete(image.file.name)

    image.focus_x = 10
    image.save()

    assert image.renditions["focus"] == [50, 50]
    assert "Không cắt lại được" in caplog.text
