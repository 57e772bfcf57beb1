"""What is said about codes fits what has happened, and no page repeats a code."""

import time

import pytest

from portal.accounts import second_factor
from tests.accounts.second_factors import CODE_PAGE, PAGE, give_password, make_person, set_up, try_code
from tests.accounts.sign_ins import WRONG
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
REPLACED = "Các mã dự phòng cũ không dùng được nữa"


@pytest.fixture
def person():
    return make_person(username="an")


def test_password_is_asked_again_without_a_wrong_reason_after_a_reset(client, person):
    give_password(client)
    second_factor.reset(person)

    page = client.get(CODE_PAGE, follow=True)

    assert "Hãy đăng nhập lại bằng mật khẩu." in page.text
    assert "5 phút" not in page.text


def test_password_is_asked_again_with_the_reason_once_five_minutes_are_over(client, person, monkeypatch):
    give_password(client)
    now = time.time()
    monkeypatch.setattr(second_factor.time, "time", lambda: now + second_factor.PENDING_SECONDS + 1)

    page = client.get(CODE_PAGE, follow=True)

    assert "Đã quá 5 phút kể từ khi gõ mật khẩu. Hãy đăng nhập lại bằng mật khẩu." in page.text


def test_codes_of_before_are_spoken_of_where_there_were_any(client):
    client.force_login(make_user())

    pages = [set_up(client), client.post(PAGE, {"action": "recovery_codes"}), set_up(client)]

    assert [REPLACED in page.text for page in pages] == [False, True, True]


def test_wrong_recovery_code_is_answered_in_words_that_fit_it_and_not_shown_again(client, person):
    give_password(client)

    page = try_code(client, "AAAA-BBBB-CCCC")

    assert "hoặc một mã dự phòng chưa dùng" in page.text
    assert "AAAA-BBBB-CCCC" not in page.text
    assert 'type="text" name="one_time_password"' in page.text


def test_first_code_of_a_phone_is_answered_without_recovery_codes(client):
    client.force_login(make_user())
    client.get(PAGE)

    page = set_up(client, "000000")

    assert "Mã chưa đúng" in page.text
    assert "dự phòng" not in page.text
    assert "000000" not in page.text


@pytest.mark.parametrize(("password", "code"), [(WRONG, "AAAA-BBBB-CCCC"), (PASSWORD, "AAAA-BBBB-CCCC")])
def test_page_that_asks_again_shows_neither_password_nor_code(client, person, password, code):
    client.force_login(person)

    page = client.post("/admin/xac-nhan/", {"password": password, "one_time_password": code})

    assert page.status_code == 200
    assert password not in page.text
    assert code not in page.text
