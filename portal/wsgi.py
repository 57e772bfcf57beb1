"""The server's entry: Django behind the front door."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django = get_wsgi_application()

from traffic.frontdoor import FrontDoor  # noqa: E402 -- it wants the models loaded

application = FrontDoor(django)


def serve() -> FrontDoor:
    """Open the door before the first request; for a server that takes a factory. Others open it with that request."""
    application.open()
    return application
