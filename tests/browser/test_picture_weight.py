"""What a phone downloads of the pictures of an article, and what it downloads once one is replaced."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Picture

from portal.demo import texts
from tests.factories import make_article, make_image

pytestmark = pytest.mark.browser
AT_MOST = 60_000  # bytes above the fold, at 390 points and three dots a point
ABOVE_THE_FOLD = """() => [...document.images]
  .filter((image) => image.getBoundingClientRect().top < innerHeight && image.currentSrc)
  .map((image) => image.currentSrc)"""


def photograph(path):
    """A picture of the demo at the size of a camera, as a JPEG."""
    scene = Picture.open(path).resize((2400, 1350))
    file = BytesIO()
    scene.save(file, "JPEG", quality=92)
    return ContentFile(file.getvalue(), name="anh.jpg")


def test_phone_gets_a_light_article_and_a_replaced_picture(site, browser):
    images = [make_image(file=photograph(path), alt="Cảnh") for path in sorted(texts.PICTURES.glob("*-1.webp"))[:10]]
    body = "".join(f'<figure><img data-image="{image.pk}"></figure><p>Chữ.</p>' for image in images)
    article = make_article(lead_image=images[0], summary="Tóm tắt.", body=body)
    page = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=3)
    sizes = {}
    page.on("response", lambda response: sizes.update({response.url: int(response.headers.get("content-length", 0))}))

    page.goto(f"{site.url}{article.get_absolute_url()}", wait_until="networkidle")
    seen = page.evaluate(ABOVE_THE_FOLD)

    assert seen
    assert all(address.endswith(".avif") for address in seen)
    assert sum(sizes[address] for address in seen) <= AT_MOST, sizes

    images[0].file = photograph(texts.PICTURES / "lotus-2.webp")
    images[0].save()
    page.wait_for_timeout(1500)
    page.reload(wait_until="networkidle")
    assert not set(page.evaluate(ABOVE_THE_FOLD)) & {address for address in seen if "/full-" in address}
