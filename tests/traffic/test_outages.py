"""An outage is logged when it begins and when it ends."""

import pytest
from django.core.cache import cache
from redis.exceptions import ConnectionError as NoRedis

from traffic import rate_limiting
from traffic.housekeeper import Housekeeper
from traffic.log_limits import Outage
from traffic.tally import Tally

pytestmark = pytest.mark.django_db


def lines(caplog):
    return [record.getMessage() for record in caplog.records]


def test_outage_is_told_twice_however_often_it_is_met(caplog):
    outage = Outage("Kho")

    for _ in range(3):
        outage.begins(OSError(28, "x"))
    outage.ends(), outage.ends()

    assert [line.partition(" (")[0] for line in lines(caplog)] == ["Kho không dùng được", "Kho đã dùng lại được."]


def test_lost_cache_is_told_once(client, monkeypatch, caplog):
    def fail(*arguments):
        raise NoRedis("gone")

    monkeypatch.setattr(rate_limiting, "CACHE_RETRY_SECONDS", 0)
    monkeypatch.setattr(rate_limiting._outage, "is_down", False)
    with monkeypatch.context() as lost:
        lost.setattr(type(cache._connections["default"]), "add", fail)
        lost.setattr(rate_limiting._local_counts, "add", lambda *arguments: True)
        client.get("/tim-kiem/"), client.get("/tim-kiem/")
    client.get("/tim-kiem/"), client.get("/tim-kiem/")

    assert [line.split(")")[0] for line in lines(caplog)] == ["Bộ nhớ đệm (CACHE_URL"] * 2


def test_disk_of_the_tally_is_told_once(tmp_path, caplog):
    tally = Tally(tmp_path / "tally")
    tally.directory = tmp_path / "tally" / "khong" / "co"
    tally.directory.parent.write_text("")

    tally._make_file(), tally._make_file()
    tally.directory.parent.unlink()
    tally._make_file(), tally._make_file()

    tally.close()
    assert [line.split(" tệp")[0] for line in lines(caplog)] == ["Không tạo được", "Đã tạo lại được"]


def test_mistake_of_the_housekeeper_is_told_again_when_it_comes_back(tmp_path, monkeypatch, caplog):
    keeper = Housekeeper(Tally(tmp_path / "tally"))

    for is_broken in (True, True, False, False, True):
        with monkeypatch.context() as broken:
            if is_broken:
                broken.setattr(keeper, "_add", lambda: 1 / 0)
            keeper.turn()

    keeper.tally.close()
    assert [line.split(" lượt")[0] for line in lines(caplog)] == ["Lỗi khi ghi", "Đã ghi lại được", "Lỗi khi ghi"]
