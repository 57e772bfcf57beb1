"""The server's entry: Django behind the front door."""

import multiprocessing
import os
import signal
import threading
from io import BytesIO
from time import sleep
from urllib.parse import urlsplit

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http.request import validate_host

from portal.unhandled import log_unhandled

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django = get_wsgi_application()

from traffic.frontdoor import FrontDoor  # noqa: E402 -- it wants the models loaded
from traffic.utf8_request import Utf8Request  # noqa: E402

django.request_class = Utf8Request
application = FrontDoor(django)
STOP_TAKES = 8  # seconds at most
HOUSEKEEPER_TAKES = 3  # for its first turn, at most; it may have no database


def serve() -> FrontDoor:
    """Open the door before the first request; for a server that takes a factory. Others open it with that request."""
    server = multiprocessing.parent_process()  # who it was, should it be gone already
    threading.Thread(target=_end_with, args=[server.pid if server else os.getppid()], daemon=True).start()
    log_unhandled()
    application.open()
    warm_up()
    return application


def warm_up() -> None:
    """Ask for the home page as nobody does who reads: templates are read and queries written before a crowd waits."""
    application.housekeeper.has_turned.wait(HOUSEKEEPER_TAKES)  # what is rendered sooner is not kept
    site = urlsplit(settings.SITE_URL)
    is_ours = validate_host(site.hostname, settings.ALLOWED_HOSTS)
    environ = {
        "REQUEST_METHOD": "HEAD",
        "PATH_INFO": "/",
        "HTTP_HOST": site.netloc if is_ours else settings.ALLOWED_HOSTS[0].lstrip("."),
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    }
    application(environ, lambda status, headers: None)


def _end_with(parent: int) -> None:
    """Stop when the server is gone that started this worker: it would hold the port, and nobody would replace it."""
    while os.getppid() == parent:
        sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(STOP_TAKES)
    os.kill(os.getpid(), signal.SIGKILL)  # as the server would have done; the tally outlives it
