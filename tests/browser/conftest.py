import pytest

from tests.demo_site import DemoSite


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """A running site over the demo's content, one for all tests of a process: `demo.url`, `demo.addresses`."""
    running = DemoSite(tmp_path_factory.mktemp("demo"))
    running.prepare()
    running.start()
    yield running
    running.kill()
