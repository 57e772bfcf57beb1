"""The server's entry point: Django behind the front door."""

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

from portal.unhandled_errors import log_unhandled_errors

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django = get_wsgi_application()

from portal.outbox.sending import Sender  # noqa: E402 -- it needs the models to be loaded
from traffic.frontdoor import FrontDoor  # noqa: E402
from traffic.utf8_request import Utf8Request  # noqa: E402

django.request_class = Utf8Request
application = FrontDoor(django)
STOP_TIMEOUT_SECONDS = 8
HOUSEKEEPER_WAIT_SECONDS = 3  # for its first turn; there may be no database


def serve() -> FrontDoor:
    """Open the front door before the first request; for servers with factories. Others open it by that request."""
    server = multiprocessing.parent_process()  # the server, which may have ended already
    threading.Thread(target=_stop_when_parent_ends, args=[server.pid if server else os.getppid()], daemon=True).start()
    log_unhandled_errors()
    application.open()
    send_letters()
    warm_up()
    return application


def send_letters() -> None:
    """Start the thread that sends letters, where there is a mail server."""
    if settings.SENDS_MAIL:
        sender = Sender()
        sender.start()
        multiprocessing.util.Finalize(None, sender.stop, exitpriority=90)  # a letter just sent is noted


def warm_up() -> None:
    """Request the home page, uncounted, so that templates and queries are compiled before the first reader waits."""
    application.housekeeper.has_turned.wait(HOUSEKEEPER_WAIT_SECONDS)  # pages rendered before it are not cached
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


def _stop_when_parent_ends(parent: int) -> None:
    """Stop when the server that started this worker has ended: it would hold the port, and nobody would replace it."""
    while os.getppid() == parent:
        sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(STOP_TIMEOUT_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)  # as the server would have done; the tally survives it
