import os
import re

import pytest
from django.test import Client

from tests.traffic.urls import Page
from traffic.captured_response import CapturedResponse
from traffic.statistics import set_base


@pytest.fixture
def with_files(door, settings, tmp_path):
    """The front door of a site with a file with a hash in its name and one without."""
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "site.0123456789ab.css").write_text("p{}")
    (tmp_path / "editor.js").write_text("let x;")
    door.application.close()
    door.application.open(housekeeping=False)
    return door


def test_file_named_by_its_content_may_be_cached_for_ever(with_files):
    answer = with_files.get("/static/site.0123456789ab.css")

    assert answer.text == "p{}"
    assert "immutable" in answer.headers["Cache-Control"]


def test_file_with_a_lasting_name_is_cached_for_minutes(with_files):
    assert with_files.get("/static/editor.js").headers["Cache-Control"] == "max-age=300, public"


def test_file_is_no_page(with_files):
    headers = with_files.get("/static/editor.js").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/static/", "/static/none.css", "/static/../manage.py", "/static/%2e%2e/editor.js"])
def test_file_that_is_not_there_is_not_found(with_files, path):
    assert with_files.get(path).status == 404


def test_probes_answer_without_a_host_or_a_database(door, django_assert_num_queries):
    with django_assert_num_queries(0):
        alive, ready = [door.get(path, host="not.ours") for path in ("/healthz", "/readyz")]

    assert (alive.status, alive.text) == (200, "ok\n")
    assert (ready.status, ready.text) == (200, "ready\ndatabase: ok\n")
    assert ready.headers["Cache-Control"] == "no-store"


def test_not_ready_before_the_housekeeper_has_looked_round(door):
    door.application.housekeeper.has_turned.clear()

    answer = door.get("/readyz")

    assert (answer.status, answer.text) == (503, "starting\ndatabase: ok\n")


def test_slots_are_filled_and_nothing_is_counted_where_no_door_stands(door, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    set_base(Page(7), 1234)

    first, second = [Client().get("/page/7/").content.decode() for _ in range(2)]

    assert first == second == "Lượt xem: 1.234 / 1.234"


def test_door_that_is_open_stays_as_it_is(door):
    tally = door.application.tally

    door.application.open(housekeeping=False)

    assert door.application.tally is tally


def test_pages_are_written_to_the_disk_when_they_have_changed(door, settings):
    file = settings.DATA_DIR / "pages" / "kept"
    door.get("/made/plainly/")
    door.application._save_pages()
    file.unlink()

    door.application._save_pages()
    assert not file.exists()

    door.get("/made/plainly/?n=2")
    door.application._save_pages()
    assert file.exists()


def test_body_that_is_written_instead_of_given_back_is_lost_loudly():
    write = CapturedResponse()("200 OK", [])

    with pytest.raises(NotImplementedError):
        write(b"x")


def test_forked_child_leaves_the_tally_of_its_parent_alone(door):
    door.get("/page/7/")
    reads, writes = os.pipe()
    if not (child := os.fork()):
        os.write(writes, str(door.application._is_open).encode())
        os._exit(0)
    os.waitpid(child, 0)

    assert os.read(reads, 10) == b"False"
    assert re.search("2 / 2", door.get("/page/7/").text)
    os.close(reads)
    os.close(writes)
