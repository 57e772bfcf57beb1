"""Once a year somebody else confirms what each person may do."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.rights_review import is_due, people_to_review
from publishing.models import Event
from tests.desk.forms import opened, sent
from tests.factories import make_category, make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/accounts/user/ra-soat/"


@pytest.fixture
def person(sign_in):
    me = sign_in("Quản trị", username="chu")
    rights = {"groups": [Group.objects.get(name="Phóng viên")], "categories": [make_category(name="Tin")]}
    return make_user(username="nga", **rights), me


def confirm(client, person):
    row = client.get(PAGE).text.partition(f'name="person" value="{person.pk}"')[2]
    seen = re.search('name="seen" value="([^"]+)"', row)[1]
    return client.post(PAGE, {"person": person.pk, "seen": seen}, follow=True)


def is_marked(client, person):
    row = client.get(PAGE).text.partition(f"/user/{person.pk}/change/")[2].partition("</tr>")[0]
    return "Cần xác nhận" in row


def test_page_says_who_has_what_and_when_they_were_here(client, person):
    page = client.get(PAGE).text

    assert [word in page for word in ("nga", "Phóng viên", "Tin", "chưa lần nào")] == [True] * 4
    assert is_marked(client, person[0])


def test_confirming_is_recorded_with_what_was_confirmed(client, person):
    confirm(client, person[0])

    event = Event.objects.get(name="rights_confirmed")
    assert (event.by, event.thing) == (person[1], person[0])
    assert event.after == {"groups": ["Phóng viên"], "categories": ["Tin"]}
    assert not is_marked(client, person[0])
    assert "chu" in client.get(PAGE).text


@pytest.mark.parametrize(
    ("confirmed", "changed", "due"),
    [(None, None, True), (364, None, False), (366, None, True), (10, 5, True), (10, 20, False)],
)
def test_confirmation_lasts_a_year_or_until_the_rights_change(confirmed, changed, due):
    person = User()
    person.confirmed_at, person.changed_at = (
        days and timezone.now() - timedelta(days=days) for days in (confirmed, changed)
    )

    assert is_due(person) == due


def test_rights_that_changed_are_to_be_confirmed_anew(client, person):
    confirm(client, person[0])
    sent(client, person[0], {**opened(client, person[0]), "groups": []})

    assert is_marked(client, person[0])


def test_nobody_confirms_what_another_has_just_given(client, person):
    seen = re.findall('name="seen" value="([^"]+)"', client.get(PAGE).text)[0]
    person[0].groups.clear()

    page = client.post(PAGE, {"person": person[0].pk, "seen": seen}, follow=True)

    assert "vừa được đổi" in page.text
    assert not Event.objects.filter(name="rights_confirmed").exists()


def test_nobody_confirms_their_own(client, person):
    assert client.post(PAGE, {"person": person[1].pk, "seen": "x"}).status_code == 403


@pytest.mark.parametrize("key", ["", "x", "0", str(2**70)])
def test_key_of_nobody_is_not_found(client, person, key):
    assert client.post(PAGE, {"person": key}).status_code == 404


def test_list_of_many_people_takes_a_fixed_number_of_queries(django_assert_num_queries):
    for _ in range(5):
        make_user(categories=[make_category()])

    with django_assert_num_queries(3):
        assert len(people_to_review()) == 5
