"""How much of a body is taken, from whom and where, before Django is asked."""

import io
import shutil

import pytest
from django.conf import settings
from django.contrib import admin

from traffic import request_bodies, staff

SIGN_IN, PICTURE, TAG = "/admin/login/", "/admin/media_library/image/add/", "/admin/news/tag/add/"
UPLOAD, FILM = "/admin/media_library/image/upload/", "/admin/media_library/video/add/"
KB, MB = 2**10, 2**20


class Unread(io.BytesIO):
    """A body of which nobody may read."""

    def read(self, *args):
        raise AssertionError("the body was read")


@pytest.fixture
def send(door):
    """Send so many bytes to an address, as staff or a stranger, and answer what comes back."""
    cookie = f"{staff.COOKIE}={staff.SIGNER.sign('1')}"

    def answer(path, length, *, is_staff=False, method="POST", body=None, **environ):
        headers = {"cookie": cookie} if is_staff else {}
        door.more = {"CONTENT_LENGTH": str(length), "wsgi.input": body or Unread(), **environ}
        return door.request(method, path, b"", **headers)

    return answer


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "NONSENSE"])
@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/tim-kiem/?q=a", "/khong-co/"])
def test_public_address_takes_nothing_and_reads_nothing(path, method, send):
    answer = send(path, 10, method=method)

    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/tim-kiem/?q=a", SIGN_IN])
def test_body_of_a_reader_is_not_read(path, send):
    assert send(path, 10, method="GET").status == 200


@pytest.mark.parametrize(("path", "length"), [(SIGN_IN, 64 * KB + 1), (SIGN_IN, 500 * MB), (PICTURE, MB), (UPLOAD, MB)])
def test_stranger_who_sends_much_is_refused_unread(path, length, send):
    answer = send(path, length)

    assert answer.status == 413
    assert "xin đăng nhập rồi gửi lại" in answer.text


@pytest.mark.parametrize(
    ("path", "length"), [(TAG, 3 * MB), (PICTURE, 30 * MB), (FILM, 3 * 2**30), ("/admin/", 3 * MB), (SIGN_IN, 3 * MB)]
)
def test_staff_who_send_more_than_the_view_takes_are_refused_unread(path, length, send):
    answer = send(path, length, is_staff=True)

    assert answer.status == 413
    assert "chỉ nhận nhiều nhất" in answer.text


@pytest.mark.parametrize("length", [10, 64 * KB])
def test_stranger_may_send_a_sign_in(length, send):
    assert send(SIGN_IN, length, body=io.BytesIO(b"a" * length)).status == 403  # of the token's check


@pytest.mark.parametrize(("path", "length"), [(TAG, 2 * MB), (PICTURE, 20 * MB), (UPLOAD, 100 * MB), (FILM, 60 * MB)])
def test_staff_may_send_what_the_view_takes(path, length, send):
    before = {*settings.FILE_UPLOAD_TEMP_DIR.iterdir()}
    body = io.BytesIO(bytes(length))

    assert send(path, length, is_staff=True, body=body).status == 403
    assert {*settings.FILE_UPLOAD_TEMP_DIR.iterdir()} == before


@pytest.mark.parametrize("length", ["100", "-1", "x", "1" * 30, "١", "1.0", "+1"])
def test_body_that_is_not_as_long_as_it_says_is_refused(length, send):
    assert send(SIGN_IN, length, body=io.BytesIO(b"a" * 99)).status == 400


def test_body_without_a_length_is_refused(send):
    assert send(SIGN_IN, "", HTTP_TRANSFER_ENCODING="chunked").status == 411


def test_large_body_needs_room_for_what_is_taken_out_of_it_too(send, monkeypatch):
    free = shutil.disk_usage(settings.FILE_UPLOAD_TEMP_DIR).free
    monkeypatch.setattr(request_bodies, "SPARE_DISK_BYTES", free - 1_500 * MB)

    assert send(FILM, 1_000 * MB, is_staff=True).status == 507
    assert send(SIGN_IN, 10, body=io.BytesIO(b"a" * 10)).status == 403


@pytest.mark.parametrize("cookie", ["", "1", "1:abc:def", "signed", "x" * 5_000])
def test_forged_staff_cookie_opens_nothing(cookie, send):
    if cookie == "signed":
        cookie = staff.SIGNER.sign("1")[:-1]

    assert send(TAG, MB, HTTP_COOKIE=f"{staff.COOKIE}={cookie}").status == 413


def test_every_form_with_a_file_takes_files(rf, admin_user):
    request = rf.get("/admin/")
    request.user = admin_user

    with_files = [
        model_admin
        for model_admin in admin.site._registry.values()
        if model_admin.has_add_permission(request) and model_admin.get_form(request)().is_multipart()
    ]

    assert with_files
    assert all(model_admin.max_body_bytes > 10 * MB for model_admin in with_files)
