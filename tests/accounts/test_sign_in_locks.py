"""The page of who is locked out, and its button that lets them in again."""

import pytest

from portal.accounts.throttling import MAX_FAILURES
from publishing.models import Event
from tests.accounts.second_factors import WRONG_CODE, code_of, give_password, make_person, try_code
from tests.accounts.sign_ins import try_password
from tests.accounts.test_name_limit import tried
from tests.factories import PASSWORD, make_user
from tests.portal.page_words import foreign_words

pytestmark = pytest.mark.django_db
PAGE = "/admin/accounts/dang-bi-khoa/"
ELSEWHERE = "203.0.113.9"


@pytest.fixture
def administrator(client):
    """A browser in which one has signed in."""
    administrator = type(client)()
    administrator.force_login(make_user("accounts.change_user", "accounts.add_user", username="chu"))
    return administrator


def test_nobody_locked_is_said(administrator):
    page = administrator.get(PAGE).text

    assert "Không có tên đăng nhập nào đang bị khóa." in page
    assert f'href="{PAGE}"' in administrator.get("/admin/accounts/user/").text


def test_lock_is_listed_with_name_and_address_and_lifted_with_a_record(client, administrator):
    make_user(username="an")
    try_password(client, "An", times=MAX_FAILURES, REMOTE_ADDR=ELSEWHERE)
    page = administrator.get(PAGE).text
    assert foreign_words(page) == set()
    assert ELSEWHERE in page
    assert 'value="an" aria-label="Mở khóa An"' in page

    said = administrator.post(PAGE, {"name": "an"}, follow=True).text

    assert "Đã mở khóa “an”." in said
    assert try_password(client, "an", PASSWORD, REMOTE_ADDR=ELSEWHERE).status_code == 302
    event = Event.objects.get(name="sign_in_unlocked")
    assert (event.by.username, event.thing_text) == ("chu", "an")


def test_locks_of_codes_and_of_a_name_are_listed_and_lifted(client, administrator):
    person = make_person(username="an")
    tried("binh", 100)
    give_password(client)
    try_code(client, WRONG_CODE, times=MAX_FAILURES)
    page = administrator.get(PAGE).text
    assert page.count("<td>mã</td>") == 1
    assert "mọi nơi chưa từng đăng nhập" in page

    administrator.post(PAGE, {"name": "an"})
    administrator.post(PAGE, {"name": "binh"})

    assert try_code(client, code_of(person)).status_code == 302
    assert "Không có tên đăng nhập nào đang bị khóa." in administrator.get(PAGE).text


@pytest.mark.parametrize("form", [{}, {"name": ""}, {"name": "khong-ai"}, {"name": "\0" + "x" * 999}], ids=str)
def test_what_is_not_locked_is_not_lifted(administrator, form):
    assert administrator.post(PAGE, form)["Location"] == PAGE
    assert not Event.objects.filter(name="sign_in_unlocked").exists()


def test_only_who_manages_accounts_sees_it(client):
    client.force_login(make_user("accounts.view_user"))

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"name": "an"}).status_code == 403
