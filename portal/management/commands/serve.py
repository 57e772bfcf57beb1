import os
import socket
import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.environment import EnvironmentMistake, reason
from traffic.seats import MAX_WAITING_BODIES, MAX_WAITING_STRANGERS

# For seats, long files and kept pages; beside these for bodies on their way in, and for strangers who wait for a seat.
# The server starts them as they are needed; from 8 up a request costs the same (benchmarks/)
BLOCKING_THREADS = 24 + MAX_WAITING_BODIES + MAX_WAITING_STRANGERS
HEAD = 65_536  # bytes, about, of a first line with all headers; of granian's 400 kB each connection could hold as much
CONNECTIONS = 2048  # open at once in a worker; granian counts idle ones too, so a low limit shuts readers out


class Command(BaseCommand):
    """Become the server: `manage.py serve` turns into granian, with HOST, PORT and WEB_CONCURRENCY."""

    help = "Chạy trang web tại HOST:PORT; dừng bằng Ctrl-C."
    requires_system_checks = []  # `make lint` runs them; starting is to be quick

    def handle(self, **options):
        address = free_address(settings.HOST, settings.PORT)
        shown = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
        self.stdout.write(f"Trang web: http://{shown}:{settings.PORT}/ (dừng bằng Ctrl-C)")
        self.stdout.flush()
        command = server_command(address)
        os.execv(command[0], command)  # noqa: S606 -- no shell on purpose; the words are ours


def free_address(host, port):
    """Answer the numeric address of `host` that can be listened on at `port`, or say why none can."""
    try:
        candidates = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise EnvironmentMistake("HOST", f"không tìm thấy máy “{host}”, hãy đặt 127.0.0.1 hoặc 0.0.0.0.") from None
    for family, kind, protocol, _, address in candidates:
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections just closed do not count
            try:
                probe.bind(address)
                probe.listen()
            except OSError as error:
                why = reason(error)
            else:
                return address[0]
    raise EnvironmentMistake("PORT", f"không mở được {host}:{port} ({why}), hãy đặt PORT hoặc HOST khác.")


def server_command(address):
    """The command line of granian; what a flag is for stands beside it."""
    return [
        *(sys.executable, "-P", "-m", "granian"),
        *("--interface", "wsgi", "--http", "1"),  # TLS and HTTP/2 are the proxy's
        *("--host", address, "--port", str(settings.PORT)),
        *("--workers", str(settings.WEB_CONCURRENCY), "--blocking-threads", str(BLOCKING_THREADS)),
        *("--backlog", str(CONNECTIONS), "--backpressure", str(CONNECTIONS)),
        *("--http1-buffer-size", str(HEAD)),  # a longer head gets 431
        *("--http1-header-read-timeout", "10000"),  # ms; ends idle and dawdling connections
        "--respawn-failed-workers",
        *("--workers-kill-timeout", "8"),  # s a request may still take when the server stops
        *("--log-level", "error", "--no-access-log"),  # at "warning" it frets over the number of threads
        *("--working-dir", str(settings.BASE_DIR)),
        *("--factory", "portal.wsgi:serve"),  # each worker opens its door before the first reader comes
    ]
