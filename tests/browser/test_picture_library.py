"""Pictures from the desk's computer into a text, with nothing but the browser."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from media_library.models import Image
from tests.browser.editing import Desk
from tests.factories import make_article, make_image
from tests.media_library import samples

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    assert [complaint for complaint in desk.complaints if "status of 400" not in complaint] == []


def file(name, content=None):
    return {"name": name, "mimeType": "image/jpeg", "buffer": content or samples.picture(size=(900, 600))}


def test_three_pictures_are_sent_and_the_bad_one_is_named(desk):
    desk.open("media_library/image/upload/")

    desk.page.set_input_files("#anh", [file("một.jpg"), file("hong.jpg", samples.HTML), file("hai.jpg")])
    desk.page.get_by_role("button", name="Đưa lên").click()

    expect(desk.page.locator(".uploads .refused")).to_contain_text("hong.jpg", timeout=60_000)
    desk.page.get_by_role("link", name="Mô tả 2 ảnh").click()
    expect(desk.page.locator(".described")).to_have_count(2)


def test_writer_puts_a_new_picture_under_the_paragraph_being_written(desk):
    article = make_article(state="draft", body="<p>Một</p><p>Hai</p>")
    desk.open(f"news/article/{article.pk}/change/")
    desk.body.locator("p").first.click()
    desk.page.get_by_role("button", name="Chèn ảnh").click()
    window = desk.page.get_by_role("dialog", name="Chèn ảnh")

    window.get_by_label("Đưa ảnh mới lên").set_input_files([file("bến.jpg")])
    window.get_by_label("Chữ thay ảnh").fill("Bến sông buổi sớm")
    window.get_by_label("Chú thích").fill("Bến Nước")
    window.get_by_role("button", name="Chèn vào bài").click()
    desk.save()

    article.refresh_from_db()
    picture = f'<figure><img data-image="{Image.objects.get().pk}" alt="Bến sông buổi sớm">'
    assert article.body.replace("\n", "") == (
        f"<p>Một</p>{picture}<figcaption>Bến Nước</figcaption></figure><p>Hai</p>"
    )


def test_several_chosen_pictures_become_a_gallery_in_that_order(desk):
    first, second = make_image(alt="Một"), make_image(alt="Hai")
    article = make_article(state="draft", body="<p>Một</p>")
    desk.open(f"news/article/{article.pk}/change/")
    desk.body.locator("p").first.click()
    desk.page.get_by_role("button", name="Chèn ảnh").click()

    desk.page.get_by_label(first.title, exact=True).check()
    desk.page.get_by_label(second.title, exact=True).check()
    desk.page.get_by_role("button", name="Chèn bộ 2 ảnh").click()
    desk.save()

    article.refresh_from_db()
    assert article.body.index(f'data-image="{first.pk}"') < article.body.index(f'data-image="{second.pk}"')
    assert '<div class="gallery">' in article.body


def test_picture_without_words_is_not_put_in(desk):
    make_image(title="Chưa tả")
    desk.open(f"news/article/{make_article(state='draft').pk}/change/")
    desk.page.get_by_role("button", name="Chèn ảnh").click()

    desk.page.get_by_label("Chưa tả", exact=True).check()
    desk.page.get_by_role("button", name="Chèn vào bài").click()

    expect(desk.page.get_by_role("dialog").get_by_role("status")).to_contain_text("Hãy viết một câu tả ảnh")
    expect(desk.page.get_by_label("Chữ thay ảnh")).to_be_focused()


def test_point_of_interest_is_set_by_pointer_and_by_keys(desk):
    image = make_image(file=ContentFile(samples.picture(size=(900, 600)), name="anh.jpg"), alt="Bến sông")
    desk.open(f"media_library/image/{image.pk}/change/")
    box = desk.page.locator(".focus-picture").bounding_box()

    desk.page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5)
    for key in ("ArrowRight", "Shift+ArrowDown"):
        desk.page.keyboard.press(key)
    desk.page.locator("[name=_save]").click()
    desk.page.wait_for_url("**/image/")

    image.refresh_from_db()
    assert image.focus == (pytest.approx(26, abs=1), pytest.approx(60, abs=1))
    assert image.renditions["focus"] == list(image.focus)
