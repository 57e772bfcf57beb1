"""A picture chosen or sent from the form of what it belongs to, without leaving the form."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from media_library.models import Image
from tests.browser.editing import Desk
from tests.factories import make_article, make_image, make_video
from tests.media_library import samples

pytestmark = pytest.mark.browser
DROP = """(part, [name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, {type: "image/jpeg"}));
  part.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    assert [complaint for complaint in desk.complaints if "status of 400" not in complaint] == []


def file(name, content=None):
    return {"name": name, "mimeType": "image/jpeg", "buffer": content or samples.picture(size=(900, 600))}


def test_writer_sends_a_lead_picture_from_the_article_and_loses_nothing_typed(desk):
    article = make_article(state="draft")
    desk.open(f"news/article/{article.pk}/change/")
    desk.page.fill("#id_title", "Tên đang gõ")
    desk.page.get_by_role("button", name="Chọn ảnh chính hoặc đưa ảnh lên").click()
    window = desk.page.get_by_role("dialog", name="Chọn ảnh chính")

    window.get_by_label("Đưa ảnh mới lên").set_input_files([file("hong.jpg", samples.HTML)])
    expect(window.get_by_role("status")).to_contain_text("hong.jpg")
    window.get_by_label("Đưa ảnh mới lên").set_input_files([file("bến.jpg")])
    window.get_by_role("button", name="Dùng làm ảnh chính").click(timeout=60_000)
    words = desk.page.get_by_role("dialog", name="Ảnh này chưa có chữ thay ảnh")
    words.get_by_label("Chữ thay ảnh").fill("Bến sông buổi sớm")
    words.get_by_role("button", name="Lưu tất cả").click()
    expect(words).to_have_count(0)
    desk.save()

    article.refresh_from_db()
    assert (article.title, article.lead_image) == ("Tên đang gõ", Image.objects.get())
    assert article.lead_image.alt == "Bến sông buổi sớm"
    expect(desk.page.locator(".picture-choice-shown")).to_be_visible()


def test_picture_dropped_onto_the_field_becomes_the_lead_picture(desk):
    article = make_article(state="draft")
    desk.open(f"news/article/{article.pk}/change/")

    desk.page.locator(".picture-choice").evaluate(DROP, ["bến.jpg", list(samples.picture(size=(300, 200)))])
    words = desk.page.get_by_role("dialog", name="Ảnh này chưa có chữ thay ảnh")
    words.get_by_role("button", name="Để sau").click(timeout=60_000)
    desk.save()

    article.refresh_from_db()
    assert article.lead_image == Image.objects.get()


def test_poster_of_a_video_is_chosen_from_the_library(desk):
    first, second = make_image(title="Một", alt="Một"), make_image(title="Hai", alt="Hai")
    video = make_video(state="draft", poster=first)
    desk.open(f"media_library/video/{video.pk}/change/")
    desk.page.get_by_role("button", name="Chọn ảnh đại diện hoặc đưa ảnh lên").click()
    window = desk.page.get_by_role("dialog", name="Chọn ảnh đại diện")

    window.get_by_label("Một", exact=True).check()
    window.get_by_label("Hai", exact=True).check()
    expect(window.get_by_label("Một", exact=True)).not_to_be_checked()
    window.get_by_role("button", name="Dùng làm ảnh đại diện").click()
    desk.save()

    video.refresh_from_db()
    assert video.poster == second


def test_lead_picture_is_cut_for_one_article_by_pointer_and_keys(desk):
    image = make_image(file=ContentFile(samples.picture(size=(900, 600)), name="anh.jpg"), alt="Bến sông")
    article = make_article(state="draft", lead_image=image)
    desk.open(f"news/article/{article.pk}/change/")
    desk.page.get_by_label("Cắt ảnh riêng cho bài này").check()
    picture = desk.page.locator(".focus-own .focus-picture")
    expect(picture).to_be_visible()

    box = picture.bounding_box()
    picture.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.5})
    desk.page.keyboard.press("Shift+ArrowDown")
    desk.save()

    article.refresh_from_db()
    image.refresh_from_db()
    assert article.lead_focus in {"24-60", "25-60", "26-60"}
    assert image.renditions["others"] == [article.lead_focus]
    expect(desk.page.locator(".focus-own .focus-crops img").first).to_be_visible()
