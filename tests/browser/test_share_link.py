"""A share link: made beside an unsaved text, opened on a telephone by who has no account, and revoked."""

import re

import pytest
from playwright.sync_api import expect

from publishing.models import Revision
from tests.browser.editing import Desk
from tests.factories import make_article, make_image

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(page, site):
    desk = Desk(page, site)
    yield desk
    assert desk.complaints == []


def test_leader_opens_a_link_on_a_telephone(desk, browser):
    article = make_article(state="draft", title="Chờ duyệt", lead_image=make_image())
    page = desk.page
    desk.open(f"news/article/{article.pk}/change/")
    page.fill("#id_title", "Chưa lưu")
    page.get_by_label("Gửi cho ai").fill("Anh Bình")
    page.get_by_role("button", name="Tạo liên kết xem trước").click()
    address = page.get_by_label(re.compile("Liên kết vừa tạo")).input_value()
    expect(page.locator("#id_title")).to_have_value("Chưa lưu")
    expect(page.locator("#share-links li")).to_contain_text("Anh Bình")

    telephone = browser.new_context(viewport={"width": 390, "height": 800})
    seen = telephone.new_page()
    seen.goto(f"{desk.site.url}/xem-truoc/{address.split('/')[-2]}/")

    expect(seen.locator("article h1")).to_have_text("Chờ duyệt")
    assert seen.evaluate("document.querySelector('article img').decode().then(() => true)")
    assert seen.evaluate("document.documentElement.scrollWidth") == 390
    assert telephone.cookies() == []
    page.fill("#id_title", "Chờ duyệt")
    page.get_by_role("button", name="Thu hồi").click()
    expect(page.locator("#share-links li")).to_have_count(0)
    seen.reload()
    expect(seen.locator("h1")).to_have_text("Liên kết xem trước không còn dùng được")
    telephone.close()
    assert Revision.objects.count() == 1
