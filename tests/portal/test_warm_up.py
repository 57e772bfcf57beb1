"""A process that begins has rendered the home page before anybody asks."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import wsgi
from tests.factories import make_article
from tests.faults.concurrent_readers import until
from traffic.models import DailyViews


def test_first_reader_finds_the_home_page_cached_and_is_the_first_to_be_counted(door):
    make_article(title="Sẵn cho người đầu tiên")
    door.turn()

    wsgi.warm_up()

    door.turn()
    assert not DailyViews.objects.exists()
    with CaptureQueriesContext(connection) as queries:
        assert "Sẵn cho người đầu tiên" in door.get("/").text
    assert len(queries) == 0


def test_server_has_the_home_page_though_nobody_has_asked(site):
    snapshot = site.data_dir / "pages" / "kept"

    until(snapshot.exists)  # the housekeeper writes down what there is every few seconds

    assert b'"/"' in snapshot.read_bytes()


def test_process_of_a_site_that_goes_by_other_names_begins_too(door, settings, caplog):
    settings.ALLOWED_HOSTS, settings.SITE_URL = [".cong.vn"], "http://127.0.0.1:8000"
    door.turn()

    wsgi.warm_up()

    assert caplog.text == ""
    assert door.get("/", host="cong.vn").status == 200
