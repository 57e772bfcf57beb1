import pytest
from django.template import Context, Template

from portal.pages.models import MenuItem
from tests.factories import make_article, make_category, make_menu_item, make_page, make_programme, make_video

pytestmark = pytest.mark.django_db

MENU = Template("{% load chrome %}{% menu as all %}{% for item in all %}{{ item.title }} {{ item.url }}{% endfor %}")


def test_menu_asks_two_queries_whatever_it_holds(django_assert_num_queries):
    for number in range(12):
        top = make_menu_item(category=make_article(category=make_category(parent=make_category())).category)
        make_menu_item(title="", parent=top, page=make_page(parent=make_page(slug=f"trang-{number}")))
        make_menu_item(title="", parent=top, programme=make_video(programme=make_programme()).programme)

    with django_assert_num_queries(2):
        MENU.render(Context())


def test_menu_without_categories_asks_one_query(django_assert_num_queries):
    make_menu_item()

    with django_assert_num_queries(1):
        MENU.render(Context())


def test_menu_by_default_asks_two_queries(django_assert_num_queries):
    for _ in range(12):
        make_article(category=make_category(parent=make_category()))

    with django_assert_num_queries(2):
        MENU.render(Context())


def test_items_in_a_circle_hang_no_page():
    first = make_menu_item()
    second = make_menu_item(parent=first)
    MenuItem.objects.filter(pk=first.pk).update(parent=second)
    make_menu_item(title="Trang chủ")

    assert MENU.render(Context()) == "Trang chủ /"


def test_place_whose_app_was_taken_out_is_hidden():
    make_menu_item(title="Mất", place="khong-con"), make_menu_item(title="Trang chủ")

    assert MENU.render(Context()) == "Trang chủ /"
