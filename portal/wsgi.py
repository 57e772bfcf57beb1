"""The server's entry: Django behind the front door."""

import os
import signal
import threading
from time import sleep

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django = get_wsgi_application()

from traffic.frontdoor import FrontDoor  # noqa: E402 -- it wants the models loaded

application = FrontDoor(django)
STOP_TAKES = 8  # seconds at most


def serve() -> FrontDoor:
    """Open the door before the first request; for a server that takes a factory. Others open it with that request."""
    application.open()
    threading.Thread(target=_end_with, args=[os.getppid()], name="orphan's end", daemon=True).start()
    return application


def _end_with(parent: int) -> None:
    """Stop when the server is gone that started this worker: it would hold the port, and nobody would replace it."""
    while os.getppid() == parent:
        sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(STOP_TAKES)
    os.kill(os.getpid(), signal.SIGKILL)  # as the server would have done; the tally outlives it
