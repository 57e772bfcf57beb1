"""Before a session ends because nothing is done, a window asks; typing keeps it open, also on a page without pings."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from portal.accounts.session_limits import ACTIVE_KEY, idle_seconds_left
from tests.browser.axe import faults
from tests.browser.editing import Desk
from tests.factories import make_tag

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    page.clock.install()
    desk = Desk(page, site)
    yield desk
    assert [one for one in desk.complaints if "401" not in one] == []


def pass_time(desk, *, minutes):
    """So much time passes for the browser and for the session."""
    store = session()
    store[ACTIVE_KEY] = int((timezone.now() - timedelta(minutes=minutes)).timestamp())
    store.save()
    desk.page.clock.run_for(minutes * 60_000)


def session():
    return SessionStore(Session.objects.get().pk)


def question(desk):
    return desk.page.get_by_role("dialog", name="Bạn còn làm việc không?")


def test_who_presses_goes_on(desk):
    desk.open(f"news/tag/{make_tag().pk}/change/")

    pass_time(desk, minutes=57)
    expect(question(desk)).to_contain_text("3 phút")
    assert list(faults(desk.page)) == []
    with desk.page.expect_response("**/con-lai/"):
        desk.page.get_by_role("button", name="Làm việc tiếp").press("Enter")

    expect(question(desk)).to_have_count(0)
    assert idle_seconds_left(session()) > 3500


def test_session_that_ended_is_signed_in_over_the_form(desk):
    desk.open(f"news/tag/{make_tag().pk}/change/")
    desk.page.fill("#id_name", "Đại đoàn kết")

    pass_time(desk, minutes=61)

    expect(desk.page.locator(".session-ended")).to_contain_text("Phiên làm việc đã hết")
    expect(desk.page.locator("#id_name")).to_have_value("Đại đoàn kết")
    assert not Session.objects.exists()


def test_list_says_that_the_session_has_ended(desk):
    desk.open("news/tag/")

    pass_time(desk, minutes=61)

    expect(desk.page.get_by_role("alert")).to_contain_text("Phiên làm việc đã hết")


def test_typing_keeps_the_session_open(desk):
    desk.open(f"news/tag/{make_tag().pk}/change/")
    desk.page.locator("#id_name").press_sequentially("Dai")
    store = session()
    store[ACTIVE_KEY] -= 3000
    store.save()

    with desk.page.expect_response("**/con-lai/"):
        desk.page.clock.run_for(2 * 60_000)

    expect(question(desk)).to_have_count(0)
    assert idle_seconds_left(session()) > 3500
