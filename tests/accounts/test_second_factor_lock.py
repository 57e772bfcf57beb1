"""Five wrong codes lock like five wrong passwords, and the right password gives no more of them."""

import pytest

from portal.accounts.throttling import MAX_FAILURES
from publishing.models import Event
from tests.accounts.second_factors import WRONG_CODE, code_of, give_password, make_person, try_code

pytestmark = pytest.mark.django_db
ELSEWHERE = "203.0.113.9"


@pytest.fixture
def person():
    return make_person(username="an")


def test_password_typed_again_gives_no_more_guesses(client, person):
    for _ in range(MAX_FAILURES):
        give_password(client)
        try_code(client, WRONG_CODE)

    give_password(client)
    answer = try_code(client, code_of(person))

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 800
    assert "gõ sai mã 5 lần" in answer.text
    assert [run.note[:18] for run in Event.objects.filter(name="sign_in_failed")] == ["Sai mã hai lớp 5 l"]


def test_codes_locked_at_one_address_are_taken_elsewhere(client, person):
    give_password(client)
    try_code(client, WRONG_CODE, times=MAX_FAILURES)

    assert try_code(client, code_of(person)).status_code == 429
    assert try_code(client, code_of(person), REMOTE_ADDR=ELSEWHERE).status_code == 302
