"""A link that no letter carries is shown to one administrator, once, and written nowhere."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from portal.accounts.models import PasswordLink, User
from portal.accounts.password_links import give_link, use_link
from publishing.models import Event
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "/admin/dat-mat-khau/"


def page_of(user):
    return f"/admin/accounts/user/{user.pk}/dang-nhap/"


def test_link_is_shown_once(client, sign_in):
    administrator, user = sign_in("Quản trị"), make_user()

    page = client.post(page_of(user))

    [secret] = re.findall(r"/admin/dat-mat-khau/\?ma=([\w-]{43})", page.text)
    assert "no-store" in page["Cache-Control"]
    assert secret not in client.get(page_of(user)).text
    stored = [*Event.objects.values(), *PasswordLink.objects.values(), *client.session.items()]
    assert secret not in json.dumps(stored, default=str)
    event = Event.objects.get(name="password_link")
    assert (event.by, event.thing) == (administrator, user)
    assert event.note.startswith("Cho người quản trị xem một lần")


def test_nobody_makes_a_link_for_themselves_instead_of_typing_the_old_password(client, sign_in):
    administrator = sign_in("Quản trị")

    page = client.post(page_of(administrator), follow=True)

    assert "Không ai tự tạo liên kết cho mình" in page.text
    assert not PasswordLink.objects.exists()


def test_disabled_person_gets_none(client, sign_in):
    sign_in("Quản trị")
    user = make_user(is_active=False)

    assert "đang bị khóa" in client.post(page_of(user), follow=True).text
    assert not PasswordLink.objects.exists()


@pytest.mark.parametrize("key", [0, 2**63, 2**70])
def test_key_of_nobody_is_not_found(client, sign_in, key):
    sign_in("Quản trị")

    assert client.get(f"/admin/accounts/user/{key}/dang-nhap/").status_code == 404


@pytest.mark.parametrize("method", ["head", "options", "put", "delete"])
def test_no_method_is_an_error_of_ours(client, sign_in, method):
    sign_in("Quản trị")
    for path in (
        "dat-mat-khau/",
        "dat-mat-khau/?ma=x",
        "dat-mat-khau/xong/",
        "quen-mat-khau/",
        "quen-mat-khau/da-nhan/",
    ):
        assert getattr(client, method)(f"/admin/{path}").status_code < 500
    assert getattr(client, method)(page_of(make_user())).status_code in {200, 405}


def test_secret_leaves_the_address_and_no_referrer_tells_it(client):
    secret = parse_qs(urlsplit(give_link(make_user(), by=make_user())).query)["ma"][0]

    answer = client.get(NEW_PASSWORD, {"ma": secret})

    assert (answer.status_code, answer["Location"], answer["Referrer-Policy"]) == (302, NEW_PASSWORD, "no-referrer")
    for each in (answer, client.get(NEW_PASSWORD)):
        assert "no-store" in each["Cache-Control"]
    assert secret not in client.get(NEW_PASSWORD).text


@pytest.mark.parametrize("secret", ["x", "đ" * 5000, "\x00", "\ud800"], ids=["word", "long", "null", "surrogate"])
def test_stranger_with_an_invented_secret_gets_no_session(client, secret):
    answer = client.get(NEW_PASSWORD, {"ma": secret.encode("utf-8", "surrogatepass")})

    assert (answer.status_code, "sessionid" in answer.cookies) == (410, False)


def test_of_two_who_use_a_link_at_once_one_sets_the_password():
    user = make_user()
    secret = parse_qs(urlsplit(give_link(user, by=make_user())).query)["ma"][0]
    both = [User.objects.get(pk=user.pk) for _ in range(2)]
    for each, password in zip(both, ("bảy con ngỗng điếc", "chín con vịt què"), strict=True):
        each.set_password(password)

    assert [use_link(secret, each) for each in both] == [True, False]

    assert User.objects.get(pk=user.pk).check_password("bảy con ngỗng điếc")
