"""A static page on its way through the desk, by the forms of the admin."""

import pytest

from portal.pages.models import Page
from publishing.models import Revision
from tests.factories import make_page

pytestmark = pytest.mark.django_db

LIST = "/admin/pages/page/"
FORM = {
    "title": "Giới thiệu",
    "summary": "Về cơ quan.",
    "body": "<p>Nội dung.</p>",
    "parent": "",
    "order": 0,
    "slug": "",
}


def test_reporter_writes_a_page_and_secretary_publishes_it(client, sign_in):
    sign_in("Phóng viên")
    client.post(f"{LIST}add/", FORM)
    page = Page.objects.get()
    for role, move in [("Phóng viên", "submit"), ("Biên tập viên", "approve"), ("Thư ký tòa soạn", "publish")]:
        sign_in(role)
        client.post(f"{LIST}{page.pk}/change/", {**FORM, "version": page.version, "_move": move})
        page.refresh_from_db()

    client.logout()

    assert client.get("/trang/gioi-thieu/").status_code == 200
    assert Revision.objects.of(page).get().state == "published"


def test_reporter_cannot_publish(client, sign_in):
    sign_in("Phóng viên")
    page = make_page(state="approved")

    client.post(f"{LIST}{page.pk}/move/publish/", {"confirmed": 1})

    page.refresh_from_db()
    assert page.state == "approved"


def test_form_refuses_a_second_page_at_one_address(client, sign_in):
    make_page(title="Giới thiệu")
    sign_in("Phóng viên")

    answer = client.post(f"{LIST}add/", FORM)

    assert "hãy đặt đường dẫn khác" in answer.text
    assert Page.objects.count() == 1


def test_form_refuses_a_page_below_itself(client, sign_in):
    page = make_page(state="draft", slug="gioi-thieu")
    below = make_page(state="draft", parent=page)
    sign_in("Phóng viên")

    answer = client.post(f"{LIST}{page.pk}/change/", {**FORM, "parent": below.pk})

    assert "đang nằm trong trang" in answer.text


def test_list_shows_the_tree_with_as_many_queries_for_two_as_for_twenty(client, sign_in, django_assert_max_num_queries):
    sign_in("Thư ký tòa soạn")
    top = make_page(title="Giới thiệu", order=1)
    for number in range(20):
        make_page(title=f"Trang con {number}", parent=top)

    with django_assert_max_num_queries(11):
        page = client.get(LIST).text

    assert page.index("Giới thiệu</a>") < page.index("— Trang con 7")


def test_search_of_the_list_forgives_accents(client, sign_in):
    make_page(title="Cơ cấu tổ chức")
    sign_in("Phóng viên")

    assert "Cơ cấu tổ chức" in client.get(LIST, {"q": "to chuc"}).text
