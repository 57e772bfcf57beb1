"""Staff at work on the menu."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.pages.models import MenuItem
from tests.factories import make_category, make_menu_item, make_page, make_programme

pytestmark = pytest.mark.django_db

ADD = "/admin/pages/menuitem/add/"
EMPTY = {"title": "", "parent": "", "order": 0, "category": "", "page": "", "programme": "", "place": "", "url": ""}


@pytest.fixture
def post(client, sign_in):
    """Send the form as an administrator does; answer what it complains of."""
    sign_in("Quản trị")

    def post(address, **fields):
        answer = client.post(address, {**EMPTY, **fields})
        return "" if answer.status_code == 302 else str(answer.context["adminform"].form.errors)

    return post


@pytest.mark.parametrize("name", ["category", "page", "programme"])
def test_administrator_chooses_a_target_from_a_list(post, name):
    thing = {"category": make_category, "page": make_page, "programme": make_programme}[name]()

    assert post(ADD, **{name: thing.pk}) == ""
    assert getattr(MenuItem.objects.get(), name) == thing


@pytest.mark.parametrize("url", ["/tin-tuc/", "https://mattran.org.vn/trang?a=1", "http://example.vn:8080/"])
def test_own_address_is_taken(post, url):
    assert post(ADD, title="Xem", url=url) == ""
    assert MenuItem.objects.get().url == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "//example.vn/", "/\\example.vn", "tin-tuc", "mailto:a@example.vn", "https://", "/a b"],
)
def test_address_that_leads_astray_is_refused(post, url):
    assert "bắt đầu bằng https://" in post(ADD, title="Xem", url=url)
    assert not MenuItem.objects.exists()


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({}, "Gõ tên hiển thị"),
        ({"url": "/tin-tuc/"}, "Gõ tên hiển thị"),
        ({"place": "home", "url": "/tin-tuc/", "title": "Xem"}, "Chọn một nơi dẫn đến"),
    ],
)
def test_form_says_what_is_missing(post, fields, complaint):
    assert complaint in post(ADD, **fields)


def test_item_below_another_needs_a_target(post):
    assert "Chọn nơi dẫn đến" in post(ADD, title="Con", parent=make_menu_item().pk)


def test_menu_has_no_third_level(post):
    second = make_menu_item(parent=make_menu_item())

    assert post(ADD, place="home", parent=second.pk)
    assert MenuItem.objects.count() == 2


def test_no_circle_can_be_made(post):
    top = make_menu_item()
    below, other = make_menu_item(parent=top), make_menu_item()
    address = f"/admin/pages/menuitem/{top.pk}/change/"

    assert post(address, place="home", parent=top.pk)
    assert post(address, place="home", parent=below.pk)
    assert "phải ở cấp trên cùng" in post(address, place="home", parent=other.pk)
    assert MenuItem.objects.get(pk=top.pk).parent is None


def test_list_shows_the_tree_in_its_order(client, sign_in):
    sign_in("Quản trị")
    top = make_menu_item(title="Giới thiệu", order=2)
    make_menu_item(title="Tổ chức", parent=top), make_menu_item(title="Trang đầu", order=1)

    page = client.get("/admin/pages/menuitem/").text

    assert page.index("Trang đầu") < page.index("Giới thiệu") < page.index("— Tổ chức")


def test_list_asks_as_many_queries_for_two_items_as_for_twenty(client, sign_in, django_assert_num_queries):
    sign_in("Quản trị")
    make_menu_item(category=make_category(), title=""), make_menu_item(page=make_page(), title="")
    with CaptureQueriesContext(connection) as few:
        client.get("/admin/pages/menuitem/")
    for _ in range(18):
        make_menu_item(category=make_category(), title="", parent=make_menu_item())

    with django_assert_num_queries(len(few)):
        client.get("/admin/pages/menuitem/")
