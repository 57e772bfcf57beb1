"""How the tree of pages holds together when pages are renamed and moved."""

import pytest
from django.core.exceptions import ValidationError

from portal.pages.models import Page
from publishing.signals import changed
from tests.factories import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """Three pages, each below the one before."""
    top = make_page(slug="mot")
    middle = make_page(slug="hai", parent=top)
    return top, middle, make_page(slug="ba", parent=middle)


def addresses():
    return [page.path for page in Page.objects.in_tree_order()]


def test_renamed_page_takes_those_below_along(tree):
    top, *_ = tree

    top.slug = "khac"
    top.save()

    assert addresses() == ["khac", "khac/hai", "khac/hai/ba"]


def test_moved_page_takes_those_below_along(tree):
    _, middle, _ = tree

    middle.parent = make_page(slug="noi-khac", order=1)
    middle.save()

    assert addresses() == ["mot", "noi-khac", "noi-khac/hai", "noi-khac/hai/ba"]


def test_each_page_that_moves_along_announces_the_address_it_had(tree):
    top, _, last = tree
    heard = {}

    def listen(thing, address_before, **kwargs):
        heard[thing] = address_before

    changed.connect(listen)

    top.slug = "khac"
    top.save()

    assert heard[last] == "/trang/mot/hai/ba/"


def test_tree_order_follows_the_numbers_of_staff_at_every_level():
    last, first = make_page(slug="a", order=20), make_page(slug="b", order=3)
    make_page(slug="y", parent=last, order=2), make_page(slug="x", parent=last, order=10)
    make_page(slug="a-2", order=20), make_page(slug="z", parent=first)

    assert addresses() == ["b", "b/z", "a", "a/y", "a/x", "a-2"]


def test_reordered_page_takes_those_below_along(tree):
    top, *_ = tree
    make_page(slug="khac", order=5)

    top.order = 9
    top.save()

    assert addresses() == ["khac", "mot", "mot/hai", "mot/hai/ba"]


def test_page_saved_as_it_was_leaves_those_below_alone(tree):
    top, middle, _ = tree
    before = middle.version

    top.save()

    middle.refresh_from_db()
    assert middle.version == before


@pytest.mark.parametrize("place", range(3))
def test_no_circle_can_be_made(tree, place):
    top = tree[0]
    top.parent = tree[place]

    with pytest.raises(ValidationError) as refusal:
        top.full_clean()

    assert "đang nằm trong trang" in str(refusal.value)


def test_tree_is_no_deeper_than_four_levels(tree):
    *_, last = tree
    fourth = make_page(parent=last)
    make_page(slug="tren").full_clean()

    with pytest.raises(ValidationError, match="nhiều nhất 4 cấp"):
        Page(title="Sâu quá", parent=fourth).full_clean()


def test_a_whole_branch_is_measured_before_it_moves(tree):
    top, *_ = tree
    top.parent = make_page(parent=make_page())

    with pytest.raises(ValidationError, match="nhiều nhất 4 cấp"):
        top.full_clean()


def test_slug_made_of_a_title_is_judged_too():
    make_page(title="Liên hệ")

    with pytest.raises(ValidationError, match="hãy đặt đường dẫn khác"):
        Page(title="Liên hệ").full_clean()
