"""Administrators invite people and disable them; a password is typed by its owner alone."""

import pytest
from django.contrib.auth.models import Group

from portal.accounts.models import PasswordLink, User
from portal.outbox.models import Letter
from tests.desk.forms import opened, sent
from tests.factories import make_category, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/accounts/user/add/"
PASSWORD = "bảy con ngỗng điếc qua cầu"


@pytest.fixture
def administrator(sign_in):
    return sign_in("Quản trị")


def test_administrator_adds_a_member_of_staff_with_roles_and_categories_in_one_form(client, administrator):
    reporter, category = Group.objects.get(name="Phóng viên"), make_category()

    client.post(ADD, {"username": "nga", "is_active": "on", "groups": [reporter.pk], "categories": [category.pk]})

    user = User.objects.get(username="nga")
    assert (user.is_staff, user.is_active, user.has_usable_password()) == (True, True, False)
    assert [*user.groups.all(), *user.categories.all()] == [reporter, category]


def test_roles_are_check_boxes_that_say_what_each_may_do(client, administrator):
    page = client.get(ADD).text

    assert page.count('type="checkbox" name="groups"') == 4
    assert "Thư ký tòa soạn: đăng, hẹn giờ, gỡ" in page
    assert 'type="password"' not in page


def test_page_of_a_person_shows_nothing_of_a_password(client, administrator):
    user = make_user()

    page = client.get(f"/admin/accounts/user/{user.pk}/change/").text

    assert "argon2" not in page
    assert 'type="password"' not in page
    assert client.get(f"/admin/accounts/user/{user.pk}/password/").status_code in {302, 404}
    assert client.post(f"/admin/accounts/user/{user.pk}/password/").status_code in {302, 404}


def test_password_in_a_forged_form_is_refused(client, administrator):
    user = make_user(password=PASSWORD)

    page = sent(client, user, opened(client, user), password="pbkdf2_sha256$1$a$b")

    assert "Biểu mẫu gửi kèm mục không được sửa ở đây" in page.text
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_new_person_with_an_address_is_invited_at_once(client, administrator, settings):
    settings.SENDS_MAIL = True

    page = client.post(ADD, {"username": "nga", "email": "nga@example.vn", "is_active": "on"}, follow=True)

    assert "Thư mời đang được gửi tới nga@example.vn; xem “Thư gửi đi”" in page.text
    assert Letter.objects.get().to == "nga@example.vn"


def test_name_that_differs_in_case_alone_is_refused(client, administrator):
    make_user(username="nga")

    assert "Đã có người dùng tên này" in client.post(ADD, {"username": "NGA"}).text


def test_disabled_user_cannot_sign_in(client, administrator):
    user = make_user(username="nga", password=PASSWORD)
    client.post(f"/admin/accounts/user/{user.pk}/change/", {"username": "nga"})
    client.logout()

    assert not client.login(username="nga", password=PASSWORD)


def test_administrator_cannot_touch_a_superuser(client, administrator):
    superuser = make_user(is_superuser=True)

    form = client.post(f"/admin/accounts/user/{superuser.pk}/change/", {"username": "x"})
    link = client.post(f"/admin/accounts/user/{superuser.pk}/dang-nhap/")

    assert (form.status_code, link.status_code) == (403, 403)


def test_accounts_are_disabled_not_deleted(client, administrator):
    user = make_user()

    assert client.post(f"/admin/accounts/user/{user.pk}/delete/", {"post": "yes"}).status_code == 403


def test_another_address_voids_the_link_and_the_old_one_is_told(client, administrator, settings):
    settings.SENDS_MAIL = True
    user = make_user(email="cu@example.vn")
    client.post(f"/admin/accounts/user/{user.pk}/dang-nhap/")

    sent(client, user, opened(client, user), email="moi@example.vn")

    assert not PasswordLink.objects.exists()
    assert "E-mail của tài khoản" in Letter.objects.filter(to="cu@example.vn").last().text
