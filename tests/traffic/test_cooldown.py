import pytest

from tests.traffic.pages import Page
from traffic.cooldown import Cooldown, client_address

READER = {"REMOTE_ADDR": "10.0.0.1", "HTTP_USER_AGENT": "Firefox"}
THING = ("page", 7)


def test_every_view_counts_unless_a_cooldown_is_set():
    cooldown = Cooldown(0)

    assert [cooldown.passes(READER, THING) for _ in range(3)] == [True, True, True]


def test_repeat_of_one_reader_counts_once_and_that_of_another_too():
    cooldown = Cooldown(60)

    assert [cooldown.passes(READER, THING) for _ in range(2)] == [True, False]
    assert cooldown.passes({**READER, "REMOTE_ADDR": "10.0.0.2"}, THING)
    assert cooldown.passes({**READER, "HTTP_USER_AGENT": "Chrome"}, THING)
    assert cooldown.passes(READER, ("page", 8))


def test_reader_who_comes_back_later_counts_again(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("traffic.cooldown.monotonic", lambda: now[0])
    cooldown = Cooldown(60)
    cooldown.passes(READER, THING)

    now[0] += 61

    assert cooldown.passes(READER, THING)


def test_nobody_is_known_the_day_after(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("traffic.cooldown.monotonic", lambda: now[0])
    cooldown = Cooldown(100_000)
    cooldown.passes(READER, THING)

    now[0] += 24 * 3600 + 1

    assert cooldown.passes(READER, THING)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4"),
        (3, "1.2.3.4", "1.2.3.4"),
        (1, "", "10.0.0.1"),
        (1, " , ", "10.0.0.1"),
        (1, "1.2.3.4:50123", "1.2.3.4"),
        (2, "1.2.3.4:50123, 10.0.0.9:443", "1.2.3.4"),
        (1, "[2001:db8::1]:50123", "2001:db8::1"),
        (1, "[2001:db8::1]", "2001:db8::1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "_bi-mat:50123", "_bi-mat"),
        (1, "[[]:1:2", "[[]:1:2"),
        (1, "x" * 5000 + ":1", "x" * 100),
    ],
)
def test_address_is_what_our_own_proxies_have_seen(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies

    assert client_address({**READER, "HTTP_X_FORWARDED_FOR": forwarded}) == address


def test_thing_read_again_at_once_counts_once_but_the_site_twice(door, settings):
    settings.VIEW_COOLDOWN = 60
    door.application.close()
    door.application.open(housekeeping=False)
    reader = {"user_agent": "Firefox"}

    first, second = door.get("/page/7/", **reader), door.get("/page/7/", **reader)

    assert first.text == second.text == "Lượt xem: 1 / 1"
    assert door.application.tally.number(("site", 0)) == 2
    assert door.get(f"/page/{Page(7).pk}/", user_agent="Chrome").text == "Lượt xem: 2 / 2"
