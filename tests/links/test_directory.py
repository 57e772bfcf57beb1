import pytest

from tests.factories import make_link, make_link_group

pytestmark = pytest.mark.django_db


def test_directory_lists_active_links_by_group_in_order(client):
    second, first = make_link_group(name="Báo chí", order=2), make_link_group(name="Trung ương", order=1)
    make_link(title="Báo Đại Đoàn Kết", group=second)
    make_link(title="Đảng", group=first), make_link(title="Chính phủ", group=first)
    make_link(title="Trang đã đóng", group=first, is_active=False)

    links = client.get("/lien-ket/").context["links"]

    assert [link.title for link in links] == ["Chính phủ", "Đảng", "Báo Đại Đoàn Kết"]


def test_empty_directory_says_so(client):
    assert "Chưa có liên kết nào" in client.get("/lien-ket/").content.decode()
