"""The first password is its owner's, by a link that works once and for a time."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as used
from django.utils import timezone

from portal.accounts.models import PasswordLink, User
from portal.accounts.password_links import INVITATION_HOURS, RESET_MINUTES, give_link
from portal.outbox.models import Letter
from publishing.models import Event
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "bảy con ngỗng điếc qua cầu"
FORM = "/admin/dat-mat-khau/"


@pytest.fixture
def invited():
    user = make_user(username="nga")
    user.set_unusable_password()
    user.save()
    return user


@pytest.fixture
def administrator(db):
    return make_user(is_superuser=True)


def set_password(client, address, password=PASSWORD):
    """Follow a link as a browser does and send the form; the last answer."""
    client.get(address.removeprefix(used.SITE_URL), follow=True)
    return client.post(FORM, {"new_password1": password, "new_password2": password}, follow=True)


def check(user, password=PASSWORD):
    return User.objects.get(pk=user.pk).check_password(password)


def test_invited_person_sets_the_first_password_and_signs_in(client, invited, administrator):
    page = set_password(client, give_link(invited, by=administrator))

    assert "Mật khẩu của bạn đã được đặt" in page.text
    assert client.login(username="nga", password=PASSWORD)
    event = Event.objects.filter(name="password").last()
    assert (event.by, event.thing) == (invited, invited)


def test_link_works_once(client, invited, administrator):
    address = give_link(invited, by=administrator)
    set_password(client, address)

    page = set_password(client, address, "chín con vịt què qua sông")

    assert page.status_code == 410
    assert not check(invited, "chín con vịt què qua sông")


@pytest.mark.parametrize(("is_new", "lasts"), [(True, INVITATION_HOURS * 60), (False, RESET_MINUTES)])
def test_link_ends_by_itself(client, administrator, invited, is_new, lasts):
    user = invited if is_new else make_user()
    address = give_link(user, by=administrator)
    link = PasswordLink.objects.get()
    assert abs(link.expires_at - timezone.now() - timedelta(minutes=lasts)) < timedelta(seconds=5)

    PasswordLink.objects.update(expires_at=timezone.now())

    assert set_password(client, address).status_code == 410
    assert not check(user)


def test_next_link_voids_the_last(client, invited, administrator):
    first, second = (give_link(invited, by=administrator) for _ in range(2))

    assert set_password(client, first).status_code == 410
    assert set_password(client, second).status_code == 200
    assert check(invited)


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "chín con vịt què qua sông"}])
def test_link_ends_with_the_account_and_with_another_password(client, invited, administrator, change):
    address = give_link(invited, by=administrator)
    if "password" in change:
        invited.set_password(change["password"])
    else:
        invited.is_active = False
    invited.save()

    assert set_password(client, address).status_code == 410
    assert not check(invited)


def test_link_is_sent_and_shown_to_nobody_where_there_is_an_address(client, administrator, invited, settings):
    settings.SENDS_MAIL, invited.email = True, "nga@example.vn"
    invited.save()
    client.force_login(administrator)

    page = client.post(f"/admin/accounts/user/{invited.pk}/dang-nhap/", follow=True)

    letter = Letter.objects.get()
    [address] = re.findall(r"http://\S+/dat-mat-khau/\?ma=\S+", letter.text)
    assert (letter.to, "dat-mat-khau" in page.text) == ("nga@example.vn", False)
    assert "nga" in letter.text
    client.logout()
    set_password(client, address)
    assert check(invited)
