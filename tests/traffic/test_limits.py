import pytest
from django.core.cache import cache
from redis.exceptions import ConnectionError as NoRedis

from traffic import limits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear(), limits._memory.clear()
    yield
    cache.clear()


def statuses(client, times, **environ):
    return [client.get("/tim-kiem/", **environ).status_code for _ in range(times)]


def test_reader_who_asks_too_often_is_told_when_to_come_back(client):
    assert set(statuses(client, 120)) == {200}

    answer = client.get("/tim-kiem/")

    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert f"Xin thử lại sau {answer['Retry-After']} giây" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-cache"


def test_others_are_not_held_up(client):
    statuses(client, 121)

    assert statuses(client, 1, REMOTE_ADDR="203.0.113.9") == [200]
    assert client.get("/tim-kiem/goi-y/").status_code == 200
    assert client.get("/").status_code == 200


def test_addresses_of_one_network_of_the_newer_kind_are_one_reader(client):
    statuses(client, 120, REMOTE_ADDR="2001:db8::1")

    assert statuses(client, 1, REMOTE_ADDR="2001:db8::2") == [429]
    assert statuses(client, 1, REMOTE_ADDR="2001:db8:0:1::1") == [200]


@pytest.mark.parametrize("address", ["203.0.113.9:{}", "[2001:db8::1]:{}", "[::ffff:203.0.113.9]:{}"])
def test_connections_of_one_reader_behind_a_proxy_that_writes_ports_are_one(settings, address):
    settings.TRUSTED_PROXIES = 1

    networks = {limits.client_network({"HTTP_X_FORWARDED_FOR": address.format(port)}) for port in (50123, 50124)}

    assert networks < {"203.0.113.9", "2001:db8::/64"}


def test_time_passes(client, monkeypatch):
    statuses(client, 121)

    now = limits.time()
    monkeypatch.setattr("django.core.cache.backends.locmem.time.time", lambda: now + 61)

    assert statuses(client, 1) == [200]


@pytest.mark.parametrize("fault", [NoRedis("gone"), TimeoutError()])
def test_process_counts_by_itself_while_the_cache_does_not_answer(client, monkeypatch, fault):
    def fail(*arguments):
        raise fault

    monkeypatch.setattr(limits, "_failed_at", -limits.LEFT_ALONE)
    monkeypatch.setattr(cache._connections["default"] if hasattr(cache, "_connections") else cache, "add", fail)

    assert statuses(client, 121)[-2:] == [200, 429]
