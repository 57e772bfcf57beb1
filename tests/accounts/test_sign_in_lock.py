"""After five wrong passwords for a name from an address none is checked from there for a quarter of an hour."""

import unicodedata
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import F

from portal.accounts.models import SignInFailures
from portal.accounts.throttling import LOCK_SECONDS, MAX_FAILURES
from tests.accounts.sign_ins import try_password
from tests.factories import PASSWORD, make_user
from tests.portal.page_words import foreign_words

pytestmark = pytest.mark.django_db
ELSEWHERE = "203.0.113.9"


def let_time_pass(*, seconds):
    back = timedelta(seconds=seconds)
    SignInFailures.objects.update(first_at=F("first_at") - back, last_at=F("last_at") - back)


def test_right_password_is_refused_unhashed_after_five_wrong_ones(client, hashes):
    make_user(username="an")
    wrong = try_password(client, "an", times=MAX_FAILURES)
    before = len(hashes)

    answer = try_password(client, "an", PASSWORD)

    assert (answer.status_code, len(hashes)) == (429, before)
    assert 890 <= int(answer["Retry-After"]) <= 900
    assert all("Xin thử lại sau 15 phút" in each.text for each in (wrong, answer))
    assert 'value="an"' in answer.text
    assert foreign_words(answer.text) == set()


def test_name_goes_on_from_elsewhere_and_other_names_from_there(client):
    make_user(username="an"), make_user(username="binh")
    try_password(client, "an", times=MAX_FAILURES)

    assert try_password(client, "an", PASSWORD, REMOTE_ADDR=ELSEWHERE).status_code == 302
    client.logout()
    assert try_password(client, "binh", PASSWORD).status_code == 302


def test_lock_ends_by_itself_and_is_not_prolonged_by_trying(client):
    make_user(username="an")
    try_password(client, "an", times=MAX_FAILURES)
    let_time_pass(seconds=LOCK_SECONDS - 60)
    assert try_password(client, "an", PASSWORD).status_code == 429

    let_time_pass(seconds=60)

    assert try_password(client, "an", PASSWORD).status_code == 302


def test_right_password_begins_the_count_anew(client):
    make_user(username="an")
    for _ in range(2):
        try_password(client, "an", times=MAX_FAILURES - 1)
        assert try_password(client, "an", PASSWORD).status_code == 302
        client.logout()


def test_failures_of_long_ago_do_not_add_up(client):
    make_user(username="an")
    try_password(client, "an", times=MAX_FAILURES - 1)
    let_time_pass(seconds=LOCK_SECONDS)

    try_password(client, "an")

    assert try_password(client, "an", PASSWORD).status_code == 302


@pytest.mark.parametrize(
    "spelling", ["ÁNH ", " ánh", unicodedata.normalize("NFD", "ánh"), "á\u200bnh", "Ánh\u3000", "ánｈ"]
)
def test_spellings_of_a_name_are_one_name(client, spelling):
    make_user(username="ánh")
    try_password(client, spelling, times=MAX_FAILURES)

    assert try_password(client, "ánh", PASSWORD).status_code == 429


def test_name_that_nobody_bears_is_treated_alike(client, hashes):
    make_user(username="nga-co-that")
    seen = []
    for name in ("nga-co-that", "nga-khong-co"):
        before = len(hashes)
        answers = [try_password(client, name) for _ in range(MAX_FAILURES + 1)]
        texts = [answer.text.replace(name, "").split("<form")[0] for answer in answers]
        seen.append(([answer.status_code for answer in answers], len(hashes) - before, texts))

    assert seen[0] == seen[1]


def test_command_lists_and_unlocks(client, capsys):
    make_user(username="an")
    try_password(client, "an", times=MAX_FAILURES)

    call_command("unlock_sign_in")
    call_command("unlock_sign_in", "AN")

    assert capsys.readouterr().out.splitlines()[0] == "an (127.0.0.1)"
    assert try_password(client, "an", PASSWORD).status_code == 302


def test_new_password_lets_in_again(client):
    user = make_user(username="an")
    try_password(client, "an", times=MAX_FAILURES)

    user.set_password("bốn con vịt què qua cầu")
    user.save()

    assert try_password(client, "an", "bốn con vịt què qua cầu").status_code == 302
