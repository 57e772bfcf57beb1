"""The first form does everything: from an empty form to an article that is out, with few clicks and one page load."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from playwright.sync_api import expect

from news.models import Article
from publishing.models import Event
from tests.browser.editing import Desk
from tests.factories import make_category, make_user
from tests.media_library import samples

pytestmark = pytest.mark.browser
ROLES = ("Phóng viên", "Biên tập viên", "Thư ký tòa soạn", "Quản trị")
MAX_CLICKS, MAX_LOADS = 7, 1


class Counted:
    """What somebody at a browser does: each press of the pointer, and each page that is loaded meanwhile."""

    def __init__(self, page):
        self.page, self.clicks, self.loads = page, 0, 0
        page.on("load", self._note_load)

    def _note_load(self, page):
        self.loads += 1

    def click(self, target):
        self.clicks += 1
        target.click()


@pytest.fixture
def desk(site, page):
    call_command("sync_roles", verbosity=0)
    user = make_user(groups=[Group.objects.get(name=role) for role in ROLES])
    desk = Desk(page, site, user)
    page.set_viewport_size({"width": 1366, "height": 768})
    yield desk
    assert desk.complaints == []


def picture_from_computer(person, words):
    """Send a picture from the article's form; the system's window for files is not counted, what opens it is."""
    page = person.page
    with page.expect_file_chooser() as files:
        person.click(page.get_by_role("button", name="Lấy ảnh từ máy"))
    picture = samples.picture(size=(900, 600))
    files.value.set_files({"name": "ngay-hoi.jpg", "mimeType": "image/jpeg", "buffer": picture})
    asked = page.get_by_role("dialog", name="Ảnh này chưa có chữ thay ảnh")
    expect(asked.get_by_label("Chữ thay ảnh")).to_be_focused(timeout=60_000)
    page.keyboard.type(words)
    person.click(asked.get_by_role("button", name="Lưu tất cả"))
    expect(asked).to_have_count(0)


def test_new_article_with_a_picture_is_out_after_few_clicks_and_one_page_load(desk):
    make_category(name="Tin tức")
    desk.open("news/article/add/")
    page, person = desk.page, Counted(desk.page)

    expect(page.locator("#id_title")).to_be_focused()
    page.keyboard.type("Ngày hội đại đoàn kết")
    page.keyboard.press("Tab")
    page.keyboard.type("Ba trăm người dự ngày hội.")
    person.click(desk.body)
    page.keyboard.type("Ngày hội mở ra đúng ngày 18 tháng 11.")
    picture_from_computer(person, "Bà con múa hát")
    person.click(page.get_by_role("combobox", name="Chuyên mục"))
    page.keyboard.type("Tin")
    expect(page.get_by_role("option", name="Tin tức")).to_be_visible()
    page.keyboard.press("Enter")
    person.click(page.get_by_text("Việc khác"))
    person.click(page.get_by_role("button", name="Lưu và đăng thẳng"))
    page.keyboard.type("Tin khẩn, chưa có ai duyệt được")
    with page.expect_navigation():
        person.click(page.get_by_role("dialog").get_by_role("button", name="Đăng thẳng", exact=True))

    article = Article.objects.get()
    said = page.locator(".messagelist .success").last
    expect(said).to_contain_text("Đã làm “Đăng thẳng” với “Ngày hội đại đoàn kết”. Bạn đọc thấy tại")
    assert said.get_by_role("link").get_attribute("href") == article.get_absolute_url()
    assert (article.is_published, article.lead_image.alt) == (True, "Bà con múa hát")
    assert Event.objects.of(article).last().note == "Tin khẩn, chưa có ai duyệt được"
    assert person.clicks <= MAX_CLICKS
    assert person.loads <= MAX_LOADS


def test_new_article_is_submitted_from_its_first_form(desk):
    make_category(name="Tin tức")
    desk.open("news/article/add/")
    desk.type("Ngày hội")
    desk.body.click()
    desk.type("Ngày hội mở ra đúng ngày 18 tháng 11.")
    desk.page.get_by_role("combobox", name="Chuyên mục").click()
    desk.page.get_by_role("option", name="Tin tức").click()

    desk.page.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(desk.page.get_by_role("dialog", name="Gửi duyệt")).to_contain_text("Chưa có tóm tắt")
    desk.send(desk.page.get_by_role("button", name="Vẫn gửi duyệt"))

    assert Article.objects.get().state == "in_review"
    expect(desk.page.locator(".messagelist .success")).to_contain_text("Chờ tôi duyệt")
