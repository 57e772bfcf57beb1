import pytest

from tests.door import Door


@pytest.fixture
def door(settings, door):
    """The front door of a tiny site, `tests.traffic.pages`."""
    settings.ROOT_URLCONF = "tests.traffic.pages"
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
