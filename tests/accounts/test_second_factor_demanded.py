"""Who may publish or administer must have a second factor after the days of grace, and does nothing else until then."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from portal.accounts.models import User
from tests.accounts.second_factors import PAGE, give_password, make_person, set_up
from tests.factories import make_user

pytestmark = pytest.mark.django_db
BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}
NOTICE = "bật xác thực hai lớp</a>: còn"


@pytest.fixture
def member(client):
    """`member("Quản trị", days=20)`: signed in, with the right for so many days."""
    call_command("sync_roles", verbosity=0)

    def make(*roles, days=None, make=make_user, **fields):
        since = timezone.now() - timedelta(days=days) if days is not None else None
        groups = [Group.objects.get(name=role) for role in roles]
        user = make(username="an", groups=groups, second_factor_demanded_at=since, **fields)
        client.force_login(user)
        return user

    return make


@pytest.mark.parametrize("role", ["Thư ký tòa soạn", "Quản trị"])
def test_within_the_grace_they_are_told_how_many_days_are_left(client, member, role):
    user = member(role)

    assert f"{NOTICE} 14 ngày" in client.get("/admin/").text
    user.refresh_from_db()
    assert timezone.now() - user.second_factor_demanded_at < timedelta(minutes=1)


@pytest.mark.parametrize("role", ["Phóng viên", "Biên tập viên"])
def test_others_are_offered_it_and_told_nothing(client, member, role):
    member(role, days=99)

    page = client.get("/admin/").text

    assert NOTICE not in page
    assert f'href="{PAGE}"' in page


@pytest.mark.parametrize("path", ["/admin/", "/admin/lich/?thang=2026-12", "/admin/accounts/user/", "/admin/khong-co/"])
def test_after_the_grace_every_page_leads_to_setting_it_up(client, member, path):
    member("Quản trị", days=14)

    answer = client.get(path)

    assert answer["Location"].startswith(f"{PAGE}?next=%2Fadmin%2F")
    assert client.get(PAGE).status_code == 200
    assert client.get("/admin/password_change/").status_code == 200
    assert client.post("/admin/logout/").status_code == 200


def test_form_sent_after_the_grace_is_kept(client, member):
    member("Thư ký tòa soạn", days=14)

    assert client.post("/admin/news/article/add/", {"title": "Ngày hội"}, headers=BY_SCRIPT).status_code == 401
    assert client.post("/admin/news/article/add/", {"title": "Ngày hội"})["Location"].startswith("/admin/login/")


def test_who_has_set_it_up_goes_on(client, member):
    member("Quản trị", days=20)

    assert 'href="/admin/lich/"' in set_up(client).text
    assert client.get("/admin/").status_code == 200
    assert NOTICE not in client.get("/admin/").text


def test_who_has_one_is_not_asked_for_another(client, member):
    member("Quản trị", days=99, make=make_person)

    assert client.get("/admin/").status_code == 200


def test_promoted_member_has_the_days_from_then_on(client, member):
    user = member("Phóng viên", date_joined=timezone.now() - timedelta(days=500))
    assert User.objects.get().second_factor_demanded_at is None

    user.groups.add(Group.objects.get(name="Thư ký tòa soạn"))

    assert f"{NOTICE} 14 ngày" in client.get("/admin/").text


def test_without_grace_it_is_demanded_at_once(client, member, settings):
    settings.SECOND_FACTOR_GRACE_DAYS = 0
    member("Quản trị")
    client.logout()

    assert client.get(give_password(client)["Location"])["Location"].startswith(PAGE)


def test_superuser_signs_in_by_the_password_and_is_led_straight_on(client):
    make_user(username="an", is_superuser=True)

    assert client.get(give_password(client)["Location"]).status_code == 200
