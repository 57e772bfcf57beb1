import os
import shutil
from contextlib import nullcontext

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command

from publishing.signals import changed
from tests import chromium, emptied_tables, ffmpeg, renditions
from tests.door import Door
from tests.faults.outcome_table import pytest_terminal_summary  # noqa: F401 -- a hook
from tests.running_site import Site
from traffic import staff

hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
hypothesis.settings.load_profile("untimed")


def pytest_collection_modifyitems(config, items):
    """Leave out, not skip, what is of the other database, and on PostgreSQL what needs none: SQLite's run has it."""
    other = "postgresql" if settings.IS_SQLITE else "sqlite"
    left_out = {item for item in items if item.get_closest_marker(other)}
    if not settings.IS_SQLITE:
        left_out |= {item for item in items if not _needs_database(item)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def _needs_database(item):
    is_marked = any(item.get_closest_marker(name) for name in ("django_db", "postgresql", "faults"))
    return is_marked or not {"db", "transactional_db"}.isdisjoint(item.fixturenames)


def pytest_sessionfinish(session):
    """Fail the run for a skipped test; a machine without any Chromium or ffmpeg alone is forgiven, by name."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []  # none in a process of xdist's
    forgiven = (chromium.ADVICE, ffmpeg.ADVICE)
    unforgiven = [report for report in skipped if not any(advice in str(report.longrepr) for advice in forgiven)]
    if unforgiven and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"\n{len(unforgiven)} skipped: a skip is a failure here", red=True)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown():
    """Wait for a thread that a housekeeper of the test has started, while it may still use the database."""
    from media_library import placement

    placement.mover.wait()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Put the test's SQLite in a file, so that threads and processes share it as they do in service."""
    if settings.IS_SQLITE:
        database = settings.DATABASES["default"]
        database.setdefault("TEST", {})["NAME"] = str(settings.DATA_DIR / "tests.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test's database; what a test has committed is deleted after it."""
    with django_db_blocker.unblock():
        emptied_tables.replace_flush()


@pytest.fixture(autouse=True)
def fresh_counts():
    """Nobody has asked too often yet: all tests of a process share its memory and one address."""
    cache.clear()


@pytest.fixture(autouse=True)
def nothing_left_out(request, caplog):
    """No page goes without a piece that it could not draw, but where that is what is tested."""
    yield
    if not request.node.get_closest_marker("leaves_out"):
        assert [
            one.getMessage() for one in caplog.get_records("call") if one.name == "publishing.error_isolation"
        ] == []


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory):
    """A folder that the processes of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="session", autouse=True)
def renditions_made_once(run_folder):
    """A picture is decoded once in a run, and once in all runs of `make test`."""
    with renditions.kept_in(os.environ.get(renditions.FOLDER, run_folder / "renditions")):
        yield


@pytest.fixture(autouse=True)
def renditions_made_each_time(request):
    """But not where the program that decodes is what is tested."""
    with renditions.decoded_each_time() if request.node.get_closest_marker("decodes") else nullcontext():
        yield


@pytest.fixture
def heard():
    """What `publishing.signals.changed` has told since the list was cleared: `(thing, address before, deleted)`."""
    received = []

    def listen(thing, address_before, deleted, **kwargs):
        received.append((thing, address_before, deleted))

    changed.connect(listen)
    yield received
    changed.disconnect(listen)


@pytest.fixture
def door(transactional_db):
    """The server's entry, called as the server calls it: `door.get("/", user_agent="curl/8.5").text`.

    The housekeeper runs when `door.turn()` is called, in the test's own thread, so that nothing depends on time.
    """
    from media_library import placement
    from portal.wsgi import application  # here, since it creates the one front door of this process

    application.open(housekeeping=False)
    yield Door(application)
    application.close()
    placement.mover.wait()
    staff.revoked = {}
    for folder in ("tally", "pages"):  # its tables go, so must what they tell about
        shutil.rmtree(settings.DATA_DIR / folder, ignore_errors=True)


@pytest.fixture(scope="session")
def static_files():
    """The collected static files; collected once in each process of a run."""
    call_command("collectstatic", interactive=False, verbosity=0)
    return settings.STATIC_ROOT


@pytest.fixture
def site(transactional_db, tmp_path, static_files):
    """A real server over the test's database: `site.get("/")`, `site.url`, `site.workers()`, `site.stop()`."""
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    (tmp_path / "media").symlink_to(settings.MEDIA_ROOT)
    (tmp_path / "static").symlink_to(static_files)
    running = Site(tmp_path)
    running.start()
    yield running
    running.kill()


@pytest.fixture
def two_workers(monkeypatch):
    """Before `site`: two server processes."""
    monkeypatch.setenv("WEB_CONCURRENCY", "2")


@pytest.fixture
def make_film(tmp_path):
    """`make_film("phim.mp4", width=640, height=360, seconds=2)`: the path of a real film made by ffmpeg."""
    if not ffmpeg.is_installed():
        pytest.skip(ffmpeg.ADVICE)

    def make(name, **wishes):
        ffmpeg.film(tmp_path / name, **wishes)
        return tmp_path / name

    return make


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The Chromium that is there, cut off from every host but this machine."""
    path = chromium.installed()
    if path is None:
        pytest.skip(chromium.ADVICE)
    closed = ["--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    return {**browser_type_launch_args, "executable_path": path, "args": [*closed, "--disable-gpu"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
