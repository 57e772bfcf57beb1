from tests.traffic.urls import Page
from traffic.view_cooldown import Cooldown

READER = {"REMOTE_ADDR": "10.0.0.1", "HTTP_USER_AGENT": "Firefox"}
THING = ("page", 7)


def test_every_view_counts_and_nobody_is_remembered_unless_a_cooldown_is_set():
    cooldown = Cooldown(0)

    assert [cooldown.passes(READER, THING) for _ in range(3)] == [True, True, True]
    assert not cooldown._seen


def test_repeat_of_one_reader_counts_once_and_that_of_another_too():
    cooldown = Cooldown(60)

    assert [cooldown.passes(READER, THING) for _ in range(2)] == [True, False]
    assert cooldown.passes({**READER, "REMOTE_ADDR": "10.0.0.2"}, THING)
    assert cooldown.passes({**READER, "HTTP_USER_AGENT": "Chrome"}, THING)
    assert cooldown.passes(READER, ("page", 8))


def test_reader_who_comes_back_later_counts_again(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("traffic.view_cooldown.monotonic", lambda: now[0])
    cooldown = Cooldown(60)
    cooldown.passes(READER, THING)

    now[0] += 61

    assert cooldown.passes(READER, THING)


def test_nobody_is_known_the_day_after(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("traffic.view_cooldown.monotonic", lambda: now[0])
    cooldown = Cooldown(100_000)
    cooldown.passes(READER, THING)

    now[0] += 24 * 3600 + 1

    assert cooldown.passes(READER, THING)


def test_thing_read_again_at_once_counts_once_but_the_site_twice(door, settings):
    settings.VIEW_COOLDOWN = 60
    door.application.close()
    door.application.open(housekeeping=False)
    reader = {"user_agent": "Firefox"}

    first, second = door.get("/page/7/", **reader), door.get("/page/7/", **reader)

    assert first.text == second.text == "Lượt xem: 1 / 1"
    assert door.application.tally.number(("site", 0)) == 2
    assert door.get(f"/page/{Page(7).pk}/", user_agent="Chrome").text == "Lượt xem: 2 / 2"
