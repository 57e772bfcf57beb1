import pytest

from tests.factories import make_article, make_category, make_link, make_settings, make_video

pytestmark = pytest.mark.django_db


def test_empty_site_has_a_home(client):
    page = client.get("/")

    assert page.status_code == 200
    assert "Chưa có bài viết nào" in page.content.decode()


def test_home_leads_with_the_newest_and_names_categories_programme_and_links(client):
    make_article(title="Tin cũ", category=make_category(name="Giám sát"))
    newest = make_article(title="Tin mới nhất hôm nay")
    make_video(title="Đoạn phim tháng chín")
    make_link(title="Báo Đại Đoàn Kết")

    page = client.get("/")

    assert page.context["lead"] == [newest]
    for text in ("Giám sát", "Đoạn phim tháng chín", "Báo Đại Đoàn Kết", "Liên kết website"):
        assert text in page.content.decode()


def test_masthead_and_footer_say_what_the_settings_say(client):
    make_settings(province="tỉnh Sông Hồng", responsible_person="Trần Thị Bưởi", email="mttq@example.vn")

    page = client.get("/").content.decode()

    for text in ("Ủy ban Mặt trận Tổ quốc Việt Nam", "tỉnh Sông Hồng", "Trần Thị Bưởi", "mttq@example.vn"):
        assert text in page


def test_public_pages_set_no_cookie_and_carry_no_token(client):
    article = make_article()

    for address in ("/", "/tin-tuc/", article.get_absolute_url(), "/lien-ket/", "/video/", "/khong-co/"):
        page = client.get(address)
        assert not page.cookies
        assert "csrfmiddlewaretoken" not in page.content.decode()
        assert "Cookie" not in page.get("Vary", "")
