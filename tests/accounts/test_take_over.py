"""Who takes over somebody's account, step by step, is seen: the person and ADMINS get letters."""

import pytest
from django.contrib.auth.models import Group

from portal.accounts.password_links import give_link
from portal.outbox.models import Letter
from tests.accounts.second_factors import make_person
from tests.accounts.test_password_links import set_password
from tests.desk.forms import opened, sent
from tests.factories import make_user

pytestmark = pytest.mark.django_db
CHIEF = "lanh-dao@example.vn"


@pytest.fixture
def administrator(sign_in, settings):
    settings.SENDS_MAIL, settings.ADMINS = True, [(CHIEF, CHIEF)]
    return sign_in("Quản trị")


def letters_to(address, text):
    return Letter.objects.filter(to=address, text__contains=text).count()


def test_person_and_admins_are_told_of_a_second_factor_that_another_has_reset(client, administrator):
    person = make_person(username="an", email="an@example.vn")

    for _ in range(2):
        client.post(f"/admin/accounts/user/{person.pk}/hai-lop/")

    said = "Xác thực hai lớp của tài khoản an vừa được đặt lại, và mọi phiên đăng nhập đã kết thúc. Người làm: "
    said += f"{administrator}."
    assert [letters_to(each, said) for each in ("an@example.vn", CHIEF)] == [1, 1]


def test_admins_are_told_of_a_second_factor_of_who_has_no_address(client, administrator):
    client.post(f"/admin/accounts/user/{make_person().pk}/hai-lop/")

    assert Letter.objects.get().to == CHIEF


def test_person_is_told_of_a_password_set_by_a_link(client, administrator, settings):
    person = make_user(username="an", email="an@example.vn")
    settings.SENDS_MAIL = False
    address = give_link(person, by=administrator)
    settings.SENDS_MAIL = True

    set_password(client, address, "1")
    assert not Letter.objects.exists()
    set_password(client, address)

    assert letters_to("an@example.vn", "Mật khẩu của tài khoản an đã được đặt bằng liên kết lúc ") == 1


@pytest.mark.parametrize("role", ["Thư ký tòa soạn", "Phóng viên"])
def test_admins_are_told_of_another_address(client, administrator, role):
    person = make_user(username="an", email="cu@example.vn", groups=[Group.objects.get(name=role)])

    sent(client, person, opened(client, person), last_name="Lê")
    assert not Letter.objects.exists()
    sent(client, person, opened(client, person), email="moi@example.vn")

    assert [letters_to(each, "E-mail của tài khoản an vừa được đổi") for each in ("cu@example.vn", CHIEF)] == [1, 1]


def test_admins_are_told_of_a_link_that_an_administrator_sees(client, administrator):
    person, invited = make_user(username="an"), make_user()
    invited.set_unusable_password()
    invited.save()

    for each in (person, invited):
        client.post(f"/admin/accounts/user/{each.pk}/dang-nhap/")

    assert letters_to(CHIEF, f"{administrator} vừa xem một liên kết đặt mật khẩu mới của tài khoản an") == 1
    assert Letter.objects.count() == 1
