"""Recovery codes renewed, the second factor taken away by its owner or reset by an administrator."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts import second_factor
from publishing.models import Event
from tests.accounts.second_factors import PAGE, code_of, give_password, is_signed_in, make_person
from tests.factories import make_user
from tests.portal.commands import run
from tests.portal.page_words import foreign_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    call_command("sync_roles", verbosity=0)
    person = make_person(username="an", groups=[Group.objects.get(name="Phóng viên")])
    client.force_login(person)
    return person


@pytest.fixture
def administrator(client):
    call_command("sync_roles", verbosity=0)
    user = make_user(username="chu", groups=[Group.objects.get(name="Quản trị")])
    client.force_login(user)
    return user


def reset_page(user):
    return f"/admin/accounts/user/{user.pk}/hai-lop/"


def last_event():
    event = Event.objects.order_by("pk").last()
    return event.name, event.by and event.by.username, event.thing_text


def test_page_of_who_has_one_says_so(client, person):
    page = client.get(PAGE)

    assert "đang bật từ" in page.text
    assert "Còn 10 mã dự phòng" in page.text
    assert foreign_words(page.text) == set()


def test_new_recovery_codes_take_the_place_of_the_old(client, person):
    client.post(PAGE, {"action": "recovery_codes"})

    assert StaticToken.objects.count() == second_factor.RECOVERY_CODES
    assert not second_factor.is_right(person, person.recovery_codes[0], "203.0.113.9")
    assert Event.objects.filter(name="recovery_codes", by=person).count() == 2


def test_who_need_not_have_one_turns_it_off(client, person):
    client.post(PAGE, {"action": "turn_off"})

    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    assert last_event() == ("second_factor_turned_off", "an", "an")
    assert is_signed_in(client)


def test_who_must_have_one_does_not_turn_it_off(client, person):
    person.groups.set([Group.objects.get(name="Thư ký tòa soạn")])

    assert client.post(PAGE, {"action": "turn_off"}).status_code == 403
    assert TOTPDevice.objects.exists()


def test_recovery_codes_are_for_who_has_a_device(client, administrator):
    assert client.post(PAGE, {"action": "recovery_codes"}).status_code == 403


def test_administrator_resets_it_with_a_record_and_the_sessions_end(client, person):
    theirs = type(client)()
    theirs.force_login(person)
    administrator = make_user(username="chu", is_superuser=True)
    client.force_login(administrator)

    assert reset_page(person) in client.get(f"/admin/accounts/user/{person.pk}/dang-nhap/").text
    assert client.get(reset_page(person)).status_code == 200
    assert TOTPDevice.objects.exists()
    client.post(reset_page(person))

    assert not TOTPDevice.objects.exists()
    assert last_event() == ("second_factor_reset", "chu", "an")
    assert not is_signed_in(theirs)
    client.logout()
    assert give_password(client)["Location"] == "/admin/"


def test_administrator_does_not_reset_their_own_or_a_superusers(client, administrator):
    make_person()
    TOTPDevice.objects.create(user=administrator)
    superuser = make_person(is_superuser=True)

    assert client.post(reset_page(administrator))["Location"] == PAGE
    assert client.post(reset_page(superuser)).status_code == 403
    assert client.post("/admin/accounts/user/999999/hai-lop/").status_code == 404
    assert TOTPDevice.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_command_resets_it(tmp_path):
    person = make_person(username="an")
    assert code_of(person)

    process = run(tmp_path, "reset_second_factor", "an")

    assert "Đã đặt lại xác thực hai lớp của “an”" in process.said
    assert not TOTPDevice.objects.exists()
    assert last_event() == ("second_factor_reset", None, "an")
