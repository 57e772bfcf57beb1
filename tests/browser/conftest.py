import fcntl

import pytest

from tests.demo_site import DemoSite


@pytest.fixture(scope="session")
def demo(run_folder):
    """A running site over the demo's content, one for all tests of a process: `demo.url`, `demo.addresses`.

    The processes of a run share its directory, so that the demo is loaded once.
    """
    data_dir = run_folder / "demo-site"
    data_dir.mkdir(exist_ok=True)
    running = DemoSite(data_dir)
    with (data_dir / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        running.prepare()
    running.start()
    yield running
    running.kill()
