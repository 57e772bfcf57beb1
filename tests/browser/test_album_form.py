"""An album put together at the desk, by keys and pointer, and put into a text."""

import pytest
from playwright.sync_api import expect

from media_library.models import Album
from tests.browser.editing import Desk
from tests.factories import make_album, make_article, make_image
from tests.media_library import samples

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    assert desk.complaints == []


def order(album):
    return [image.title for image in album.pictures.all()]


def test_editor_chooses_sends_moves_and_takes_out_pictures(desk):
    for title in ("Một", "Hai", "Ba"):
        make_image(title=title, alt=title, caption="của thư viện")
    desk.open("media_library/album/add/")
    desk.page.fill("#id_title", "Ngày hội")
    desk.page.get_by_role("button", name="Thêm ảnh").click()
    window = desk.page.get_by_role("dialog", name="Thêm ảnh vào album")

    for title in ("Một", "Hai", "Ba"):
        window.get_by_label(title, exact=True).check()
    window.get_by_role("button", name="Thêm 3 ảnh").click()
    desk.page.get_by_role("button", name="Đưa “Ba” lên trước").click()
    desk.page.keyboard.press("Enter")
    desk.page.get_by_role("button", name="Đưa “Một” ra sau").click()
    desk.page.locator("li", has_text="Một").get_by_label("Chú thích riêng").fill("Lời riêng")
    desk.page.get_by_role("button", name="Bỏ “Hai” khỏi album").click()
    desk.save()

    album = Album.objects.get()
    assert order(album) == ["Ba", "Một"]
    assert list(album.captions.values()) == ["Lời riêng"]


def test_place_is_chosen_by_keys_and_dragged(desk):
    album = make_album(state="draft", pictures=[make_image(title=f"Ảnh số {n}", alt="x") for n in range(1, 6)])
    desk.open(f"media_library/album/{album.pk}/change/")
    rows = desk.page.locator(".in-order-list > li")

    expect(desk.page.get_by_role("spinbutton")).to_have_count(0)
    desk.page.get_by_role("button", name="để đổi chỗ “Ảnh số 5”").press("Home")
    desk.page.keyboard.press("ArrowDown")
    rows.nth(0).locator("img").drag_to(rows.nth(3).locator("strong"))
    desk.save()

    assert order(album) == ["Ảnh số 5", "Ảnh số 2", "Ảnh số 3", "Ảnh số 1", "Ảnh số 4"]


def test_picture_sent_from_the_album_is_described_at_once(desk):
    desk.open("media_library/album/add/")
    desk.page.fill("#id_title", "Ngày hội")
    desk.page.get_by_role("button", name="Thêm ảnh").click()
    window = desk.page.get_by_role("dialog", name="Thêm ảnh vào album")

    picture = {"name": "ben.jpg", "mimeType": "image/jpeg", "buffer": samples.picture(size=(900, 600))}
    window.get_by_label("Đưa ảnh mới lên").set_input_files([picture])
    window.get_by_role("button", name="Thêm vào album").click(timeout=60_000)
    words = desk.page.get_by_role("dialog", name="chưa có chữ thay ảnh")
    words.get_by_label("Chữ thay ảnh").fill("Bến sông buổi sớm")
    words.get_by_role("button", name="Lưu tất cả").click()
    expect(words).to_have_count(0)
    desk.save()

    assert [image.alt for image in Album.objects.get().pictures.all()] == ["Bến sông buổi sớm"]


def test_writer_puts_an_album_into_a_text(desk):
    album = make_album(title="Ngày hội", pictures=[make_image(alt="Bến")])
    article = make_article(state="draft", body="<p>Một</p><p>Hai</p>")
    desk.open(f"news/article/{article.pk}/change/")
    desk.body.locator("p").first.click()

    desk.page.get_by_role("button", name="Chèn album").click()
    desk.page.get_by_role("dialog", name="Chèn album").get_by_label("Ngày hội").check()
    desk.page.get_by_role("button", name="Chèn album vào bài").click()
    expect(desk.body.locator("figure.album")).to_be_visible()
    desk.save()

    article.refresh_from_db()
    figure = f'<figure class="album" data-album="{album.pk}"></figure>'
    assert article.body.replace("\n", "") == f"<p>Một</p>{figure}<p>Hai</p>"
