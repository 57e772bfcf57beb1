import pytest

from tests.factories import make_article

pytestmark = pytest.mark.django_db

STRANGE = [
    "/bai-viet/x-99999999999999999999999999/",
    "/bai-viet/x-0/",
    "/bai-viet/x--1/",
    "/bai-viet/%00-1/",
    "/video/x-99999999999999999999999999/",
    "/chuyen-muc/%00/",
    "/chuyen-muc/" + "a" * 10_000 + "/",
    "/tac-gia/%F0%9F%8E%89/",
    "/the/%ED%A0%80/",
    "/nguon/../../etc/passwd/",
    "/chuyen-de/'%20OR%201=1--/",
    "/%ff%fe/",
    "/media/../secret_key",
    "/media/%2e%2e/secret_key",
]


@pytest.mark.parametrize("address", STRANGE)
def test_strange_address_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/", "/tin-tuc/", "/lien-ket/", "/video/", "/rss/", "/sitemap.xml"])
@pytest.mark.parametrize("query", ["x=" + "a" * 10_000, "%00=%00", "truoc=&sau=", "a=1&" * 900, "=%ff"])
def test_strange_query_is_answered(client, address, query):
    make_article()

    assert client.get(f"{address}?{query}").status_code in {200, 400, 404}


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_are_only_read(client, method):
    assert getattr(client, method)("/").status_code == 405


def test_unknown_address_gets_a_friendly_page(client):
    page = client.get("/khong-co/")

    assert page.status_code == 404
    assert "Không tìm thấy trang" in page.content.decode()


def test_request_by_a_foreign_name_gets_a_page_in_vietnamese(client):
    page = client.get("/", headers={"host": "evil.example"})

    assert page.status_code == 400
    assert "Yêu cầu không hợp lệ" in page.content.decode()
    assert "evil" not in page.content.decode()
