import resource

import pytest

from tests.door import Door


@pytest.fixture
def door(settings, door):
    """The front door of a tiny site, `tests.traffic.urls`."""
    settings.ROOT_URLCONF = "tests.traffic.urls"
    return door


@pytest.fixture
def other_door(door):
    """Another server process over the same database and directory, as far as one process can be two."""
    from portal.wsgi import django
    from traffic.frontdoor import FrontDoor

    application = FrontDoor(django)
    application.open(housekeeping=False)
    yield Door(application)
    application.close()


@pytest.fixture
def full_disk(tmp_path):
    """No file may be longer than a kilobyte, which is how a full disk looks to whoever makes one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
