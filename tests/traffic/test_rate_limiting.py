import pytest
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from redis.exceptions import ConnectionError as NoRedis

from traffic import rate_limiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counts(monkeypatch):
    """Nothing is counted yet, and the cache has not failed lately in a test of another file."""
    cache.clear(), rate_limiting._local_counts.clear()
    monkeypatch.setattr(rate_limiting, "_failed_at", -rate_limiting.CACHE_RETRY_SECONDS)
    yield
    cache.clear()


@pytest.fixture
def tiny_site(settings):
    settings.ROOT_URLCONF = "tests.traffic.urls"


def statuses(client, times, path="/tim-kiem/", **environ):
    return [client.get(path, **environ).status_code for _ in range(times)]


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


def test_addresses_of_one_network_of_the_newer_kind_are_one_reader(client, tiny_site):
    statuses(client, 3, "/limited/", REMOTE_ADDR="2001:db8::1")

    assert statuses(client, 1, "/limited/", REMOTE_ADDR="2001:db8::2") == [429]
    assert statuses(client, 1, "/limited/", REMOTE_ADDR="2001:db8:0:1::1") == [200]


def test_count_that_runs_out_while_it_is_raised_holds_nobody_up():
    class RunsOut(LocMemCache):
        def add(self, *args, **kwargs):
            return False

    assert rate_limiting._counted(RunsOut("runs-out", {}), "key", 0, 60) == 0


def test_time_passes(client, tiny_site, monkeypatch):
    assert statuses(client, 4, "/limited/")[-1] == 429

    now = rate_limiting.time()
    monkeypatch.setattr("django.core.cache.backends.locmem.time.time", lambda: now + 61)

    assert statuses(client, 1, "/limited/") == [200]


@pytest.mark.parametrize("fault", [NoRedis("gone"), TimeoutError()])
def test_process_counts_by_itself_while_the_cache_does_not_answer(client, tiny_site, monkeypatch, fault):
    def fail(*arguments):
        raise fault

    monkeypatch.setattr(rate_limiting, "_failed_at", -rate_limiting.CACHE_RETRY_SECONDS)
    monkeypatch.setattr(cache._connections["default"] if hasattr(cache, "_connections") else cache, "add", fail)

    assert statuses(client, 4, "/limited/") == [200, 200, 200, 429]
