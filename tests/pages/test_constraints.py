import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from portal.pages.models import Announcement, MenuItem, Page
from tests.factories import make_announcement, make_category, make_menu_item, make_page

pytestmark = pytest.mark.django_db


def refuses(constraint, queryset, **values):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        queryset.update(**values)
    assert constraint in str(refusal.value)


def test_an_item_leads_to_one_target():
    make_menu_item(place="home")

    refuses("pages_menuitem_one_target", MenuItem.objects.all(), category=make_category())
    refuses("pages_menuitem_one_target", MenuItem.objects.all(), url="/tin-tuc/")


@pytest.mark.parametrize("target", [{"url": "https://example.vn/"}, {"place": ""}])
def test_an_item_whose_target_has_no_name_has_a_title(target):
    item = make_menu_item(title="Xem thêm", **target)

    refuses("pages_menuitem_has_name", MenuItem.objects.filter(pk=item.pk), title="")


def test_an_item_below_another_leads_somewhere():
    item = make_menu_item(parent=make_menu_item())

    refuses("pages_menuitem_below_has_target", MenuItem.objects.filter(pk=item.pk), place="")


def test_an_item_is_not_its_own_parent():
    make_menu_item()

    refuses("pages_menuitem_not_own_parent", MenuItem.objects.all(), parent=F("pk"))


@pytest.mark.parametrize("make", [make_menu_item, make_announcement])
@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//example.vn/", "/\\example.vn/", "tin-tuc/", "ftp://example.vn"]
)
def test_no_address_is_stored_that_leads_astray(make, url):
    thing = make(url="/tin-tuc/")

    refuses("own_address", type(thing).objects.all(), url=url)


def test_an_announcement_ends_after_its_start():
    make_announcement()

    refuses("pages_announcement_ends_after_start", Announcement.objects.all(), ends_at=F("starts_at"))


def test_a_page_is_not_its_own_parent():
    make_page()

    refuses("pages_page_not_own_parent", Page.objects.all(), parent=F("pk"))


@pytest.mark.parametrize("below", [False, True])
def test_two_pages_in_one_place_have_different_slugs(below):
    parent = make_page() if below else None
    make_page(slug="lien-he", parent=parent)
    other = make_page(slug="gioi-thieu", parent=parent)

    refuses("pages_page_once_a_place", Page.objects.filter(pk=other.pk), slug="lien-he")


def test_two_pages_in_different_places_may_share_a_slug():
    first = make_page(slug="lien-he")
    second = make_page(slug="lien-he", parent=make_page(slug="gioi-thieu"))

    assert [first.get_absolute_url(), second.get_absolute_url()] == ["/trang/lien-he/", "/trang/gioi-thieu/lien-he/"]
