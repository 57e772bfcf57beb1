"""With ADMIN_NETWORKS the admin answers from these networks alone."""

import io
from ipaddress import ip_network
from urllib.parse import unquote

import pytest
from django.db import connection

from traffic import staff

ADDRESSES = """/admin/ /admin /admin/login/ /admin/news/article/add/ //admin/ ///admin/login/ /ADMIN/ /Admin/login/
/%61dmin/ /admin%2Flogin/ /%2Fadmin/ /admin/media_library/image/upload/ /admin/media_library/video/add/ /admin//
/admin/khong-co/""".split()
OUTSIDE, INSIDE = "198.51.100.7", "203.0.113.9"


class Unread(io.BytesIO):
    """A body of which nobody may read."""

    def read(self, *args):
        raise AssertionError("the body was read")


@pytest.fixture
def ask(door, settings):
    """Ask from an address for a path, where the admin is for two networks; answer the status."""
    settings.ADMIN_NETWORKS = [ip_network("203.0.113.0/24"), ip_network("2001:db8::/32")]

    def ask(path, address, method="GET", **headers):
        door.more = {"REMOTE_ADDR": address, "PATH_INFO": unquote(path)}  # a URL would have a host after two slashes
        return door.request(method, path, **headers)

    return ask


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "OPTIONS", "NONSENSE"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_admin_is_closed_to_other_networks(ask, path, method):
    assert ask(path, OUTSIDE, method).status == 403


def test_refusal_says_what_to_do(ask):
    answer = ask("/admin/", OUTSIDE)

    assert "chỉ mở từ mạng của cơ quan" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("address", [INSIDE, f"::ffff:{INSIDE}", "2001:db8:7::1"])
def test_admin_is_open_to_its_networks(ask, address):
    assert ask("/admin/login/", address).status == 200


@pytest.mark.parametrize("address", ["", "unix", f"::ffff:{OUTSIDE}", "2001:db9::1", "203.0.113.9.evil.vn"])
def test_admin_is_closed_to_what_is_in_no_network(ask, address):
    assert ask("/admin/login/", address).status == 403


@pytest.mark.parametrize("path", ["/", "/administration/", "/tin-tuc/", "/static/admin/khong-co.css", "/healthz"])
def test_readers_are_asked_for_no_network(ask, path):
    assert ask(path, OUTSIDE).status != 403


def test_staff_cookie_opens_nothing(ask):
    cookie = f"{staff.COOKIE}={staff.SIGNER.sign('1')}"

    assert ask("/admin/media_library/video/add/", OUTSIDE, "POST", cookie=cookie).status == 403


def test_neither_body_nor_database_is_asked(ask, door):
    ask("/", OUTSIDE)
    door.more = {"REMOTE_ADDR": OUTSIDE, "CONTENT_LENGTH": "100", "wsgi.input": Unread()}

    def refuse(execute, sql, params, many, context):
        raise AssertionError(sql)

    with connection.execute_wrapper(refuse):
        assert door.request("POST", "/admin/login/").status == 403


@pytest.mark.parametrize(
    ("proxies", "forwarded", "status"),
    [(0, INSIDE, 403), (1, INSIDE, 200), (1, f"{INSIDE}, {OUTSIDE}", 403), (1, f"{OUTSIDE}, {INSIDE}:443", 200)],
)
def test_only_our_own_proxies_are_believed(ask, settings, proxies, forwarded, status):
    settings.TRUSTED_PROXIES = proxies

    assert ask("/admin/login/", OUTSIDE, x_forwarded_for=forwarded).status == status


def test_without_networks_the_admin_is_open_to_all(door):
    door.more = {"REMOTE_ADDR": OUTSIDE}

    assert door.get("/admin/login/").status == 200
