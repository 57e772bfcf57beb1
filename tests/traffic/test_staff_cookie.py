import time
from datetime import timedelta

import pytest
from django.test import Client

from tests.factories import make_user
from traffic.staff import MAX_AGE, RENEWED_AFTER, SIGNER

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def visitor(settings):
    """A browser on a site with an admin."""
    settings.ROOT_URLCONF = "tests.traffic.urls"
    settings.ALLOWED_HOSTS = ["testserver"]
    return Client()


@pytest.fixture
def signed(monkeypatch):
    """`signed(3, age=…)`: the cookie a user was given that long ago."""

    def sign(pk, *, age=timedelta()):
        then = time.time() - age.total_seconds()
        with monkeypatch.context() as earlier:
            earlier.setattr("django.core.signing.time.time", lambda: then)
            return SIGNER.sign(str(pk))

    return sign


def test_staff_get_the_cookie_in_the_admin(visitor):
    user = make_user(is_superuser=True)
    visitor.force_login(user)

    cookie = visitor.get("/admin/").cookies["staff"]

    assert SIGNER.unsign(cookie.value) == str(user.pk)
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == ("/", True, "Lax", 43_200)
    assert not cookie["secure"]


def test_cookie_of_a_site_with_https_goes_over_https_alone(visitor, settings):
    settings.SITE_URL = "https://mattran.example.vn"
    visitor.force_login(make_user())

    assert visitor.get("/admin/").cookies["staff"]["secure"]


def test_bearer_is_known_without_the_database_and_their_answers_are_cached_nowhere(
    visitor, signed, django_assert_num_queries
):
    visitor.cookies["staff"] = signed(3)

    with django_assert_num_queries(0):
        answer = visitor.get("/who/")

    assert answer.content == b"3"
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "cookie", ["", "3", "3:x:y", SIGNER.sign("x"), SIGNER.sign("3") + "x", "\x00" * 5000], ids=range(6)
)
def test_forged_cookie_is_nobodys(visitor, cookie):
    visitor.cookies["staff"] = cookie

    assert visitor.get("/who/").content == b"None"


def test_cookie_ends_after_twelve_hours(visitor, signed):
    visitor.cookies["staff"] = signed(3, age=MAX_AGE + MINUTE)

    assert visitor.get("/who/").content == b"None"


@pytest.mark.parametrize(("age", "is_renewed"), [(RENEWED_AFTER - MINUTE, False), (RENEWED_AFTER + MINUTE, True)])
def test_cookie_is_renewed_in_the_admin_once_it_is_an_hour_old(visitor, signed, age, is_renewed):
    user = make_user()
    visitor.force_login(user)
    visitor.cookies["staff"] = signed(user.pk, age=age)

    assert ("staff" in visitor.get("/admin/").cookies) is is_renewed


def test_cookie_of_another_user_is_replaced(visitor, signed):
    user = make_user()
    visitor.force_login(user)
    visitor.cookies["staff"] = signed(user.pk + 1)

    assert SIGNER.unsign(visitor.get("/admin/").cookies["staff"].value) == str(user.pk)


def test_signing_out_takes_the_cookie_away(visitor):
    visitor.force_login(make_user())
    visitor.get("/admin/")

    cookie = visitor.post("/admin/logout/").cookies["staff"]

    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", 0, "/")


def test_reader_gets_no_cookie(visitor):
    assert not visitor.get("/admin/login/").cookies.get("staff")
    assert not visitor.get("/who/").cookies
