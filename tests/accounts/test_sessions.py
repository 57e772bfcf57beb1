"""People see where they are signed in and end it; so do administrators."""

import re

import pytest
from django.test import Client

from portal.accounts.models import UserSession
from portal.accounts.sessions import browser_words
from publishing.models import Event
from tests.accounts.sign_ins import try_password
from tests.factories import PASSWORD, make_user
from traffic.models import StaffRevocation

pytestmark = pytest.mark.django_db
OWN = "/admin/phien-dang-nhap/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
BROWSERS = {
    FIREFOX: "Firefox trên Windows",
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36": "Chrome trên Android",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1": "Safari trên iPhone",
    "Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/132.0 Chrome/126.0 Safari/537.36": "Cốc Cốc trên Windows",
    "Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0": "Edge trên Windows",
    "curl/8.5": "Trình duyệt khác",
    "": "Trình duyệt khác",
}


def signed_in(user, **environ):
    """A browser in which somebody has signed in."""
    client = Client(**environ)
    assert try_password(client, user.username, PASSWORD).status_code == 302
    return client


def is_in(client):
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize(("agent", "words"), BROWSERS.items(), ids=BROWSERS.values())
def test_browser_is_called_what_people_call_it(agent, words):
    assert browser_words(agent) == words


def test_own_page_lists_where_one_is_signed_in():
    user = make_user()
    (
        signed_in(user, HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="203.0.113.9"),
        signed_in(make_user(), REMOTE_ADDR="203.0.113.8"),
    )

    page = signed_in(user).get(OWN).text

    assert "Firefox trên Windows" in page
    assert "203.0.113.9" in page
    assert "203.0.113.8" not in page
    assert "Phiên này" in page


def test_one_ends_another_session_and_keeps_this_one():
    user = make_user()
    lost, here = signed_in(user), signed_in(user)
    [button] = re.findall('name="end_session" value="([0-9]+)"', here.get(OWN).text)

    here.post(OWN, {"end_session": button})

    assert [is_in(lost), is_in(here)] == [False, True]
    assert StaffRevocation.objects.filter(user_id=user.pk).exists()
    assert Event.objects.get(name="session_ended").by == user


def test_nobody_ends_somebody_elses_by_its_number():
    other = signed_in(make_user())
    number = UserSession.objects.get().pk

    signed_in(make_user()).post(OWN, {"end_session": number})

    assert is_in(other)


def test_all_others_are_ended_at_once():
    user = make_user()
    others, here = [signed_in(user) for _ in range(3)], signed_in(user)

    here.post(OWN, {"end_all": ""})

    assert [is_in(client) for client in (*others, here)] == [False, False, False, True]


def test_administrator_ends_the_sessions_of_a_person(client, sign_in):
    sign_in("Quản trị")
    user = make_user(username="nga")
    theirs = signed_in(user, HTTP_USER_AGENT=FIREFOX)
    page = f"/admin/accounts/user/{user.pk}/dang-nhap/"
    assert "Firefox trên Windows" in client.get(page).text

    assert "Đã kết thúc 1 phiên" in client.post(page, {"end_all": ""}, follow=True).text

    assert not is_in(theirs)
    assert Event.objects.get(name="session_ended").thing == user


def test_session_that_a_new_password_has_ended_is_not_listed():
    user = make_user()
    signed_in(user, HTTP_USER_AGENT=FIREFOX)
    user.set_password(PASSWORD)  # hashed anew
    user.save()

    assert "Firefox" not in signed_in(user).get(OWN).text


def test_signing_out_takes_the_session_off_the_list():
    signed_in(make_user()).post("/admin/logout/")

    assert not UserSession.objects.exists()
