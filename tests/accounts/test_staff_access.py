"""The `staff` cookie of who goes is void within a second, in every process; nobody asks the database for it."""

import pytest

from tests.factories import PASSWORD, make_article, make_user
from traffic.models import StaffRevocation
from traffic.staff import MAX_AGE, SIGNER

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(door):
    """The page of an article, which tells staff from readers by a link to the admin."""
    return make_article().get_absolute_url()


def is_known(door, address, user, cookie=None):
    answer = door.get(address, cookie=f"staff={cookie or SIGNER.sign(str(user.pk))}")
    return "no-store" in answer.headers["Cache-Control"]


def sign_out(client, user):
    client.force_login(user)
    client.post("/admin/logout/")


def set_password(client, user):
    user.set_password(f"{PASSWORD}-khác")
    user.save()


def change(**columns):
    def change(client, user):
        for name, value in columns.items():
            setattr(user, name, value)
        user.save()

    return change


WAYS = {
    "signs out": sign_out,
    "gets another password": set_password,
    "is disabled": change(is_active=False),
    "loses the admin": change(is_staff=False),
    "is deleted": lambda client, user: user.delete(),
}


@pytest.mark.parametrize("go", WAYS.values(), ids=WAYS)
def test_cookie_of_who_goes_is_void_after_a_turn(door, client, address, go):
    user, other = make_user(), make_user()
    cookie = SIGNER.sign(str(user.pk))
    assert is_known(door, address, user, cookie)

    go(client, user)
    door.turn()

    assert not is_known(door, address, user, cookie)
    assert is_known(door, address, other)


def test_cookie_given_afterwards_is_taken(door, client, address, monkeypatch):
    user = make_user()
    sign_out(client, user)
    StaffRevocation.objects.update(at=StaffRevocation.objects.get().at - MAX_AGE / 2)

    door.turn()

    assert is_known(door, address, user)


def test_name_changed_voids_nothing(door, client, address):
    user = make_user()
    change(first_name="Lan")(client, user)
    door.turn()

    assert is_known(door, address, user)


def test_row_goes_when_every_cookie_is_younger(door, client):
    sign_out(client, make_user())
    StaffRevocation.objects.update(at=StaffRevocation.objects.get().at - 2 * MAX_AGE)

    for _ in range(13):
        door.turn()

    assert not StaffRevocation.objects.exists()
