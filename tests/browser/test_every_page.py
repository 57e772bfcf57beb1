"""What holds on every kind of page that the public is shown, over the content of the demo."""

import pytest

from tests.instruments import shift
from tests.instruments.axe import violations
from tests.instruments.fit import sticking_out
from tests.instruments.keyboard import out_of_reach
from tests.instruments.scriptless import lost_without_scripts
from tests.instruments.weights import weigh
from tests.page_kinds import NAMES

pytestmark = pytest.mark.browser


@pytest.fixture(params=NAMES)
def kind(request):
    return request.param


@pytest.fixture
def path(demo, kind):
    assert demo.addresses[kind], "the demo has no page of this kind"
    return demo.addresses[kind]


def test_page_breaks_no_rule_of_accessibility(demo, path, page):
    assert violations(page, demo.url + path) == []


def test_page_is_light_and_asks_no_foreign_host(demo, kind, path, page):
    weight = weigh(page, demo, path)

    assert weight.complaints(is_home=kind == "home") == []


def test_page_stays_where_it_is_when_its_parts_come_late(demo, path, page):
    total, moved = shift.shift_when_late(page, demo.url + path)

    assert total < shift.AT_MOST, moved


def test_page_fits_a_narrow_window(demo, path, page):
    assert sticking_out(page, demo.url + path) == []


def test_page_is_reached_by_keyboard(demo, path, page):
    assert out_of_reach(page, demo.url + path) == []


def test_page_can_be_used_without_scripts(demo, path, browser, browser_context_args):
    assert lost_without_scripts(browser, demo.url + path, **browser_context_args) == []
