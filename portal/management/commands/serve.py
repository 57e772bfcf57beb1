import os
import socket
import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.environment import EnvironmentMistake, reason
from traffic.bulkhead import MAX_WAITING_ANONYMOUS, MAX_WAITING_BODIES

# For permits of the bulkhead, streams and cached pages; besides for request bodies and waiting anonymous writes.
# The server starts them as they are needed; from 8 up a request costs the same (benchmarks/)
BLOCKING_THREADS = 24 + MAX_WAITING_BODIES + MAX_WAITING_ANONYMOUS
MAX_HEAD_BYTES = 65_536  # of request line and headers, about; each connection can hold it (granian's default: 400 kB)
MAX_CONNECTIONS = 2048  # open at once in a worker; granian counts idle ones too, so a low limit locks readers out


class Command(BaseCommand):
    """Run the server: `manage.py serve` replaces itself by granian, with HOST, PORT and WEB_CONCURRENCY."""

    help = "Chạy trang web tại HOST:PORT; dừng bằng Ctrl-C."
    requires_system_checks = []  # `make lint` runs them; starting must be fast

    def handle(self, **options):
        address = free_address(settings.HOST, settings.PORT)
        shown_host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
        self.stdout.write(f"Trang web: http://{shown_host}:{settings.PORT}/ (dừng bằng Ctrl-C)")
        self.stdout.flush()
        command = server_command(address)
        os.execv(command[0], command)  # noqa: S606 -- no shell on purpose; the arguments are ours


def free_address(host, port):
    """Return a numeric address of `host` that can be listened on at `port`; CommandError where there is none."""
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
    """The command line of granian; each flag has its purpose beside it."""
    return [
        *(sys.executable, "-P", "-m", "granian"),
        *("--interface", "wsgi", "--http", "1"),  # TLS and HTTP/2 are done by the proxy
        *("--host", address, "--port", str(settings.PORT)),
        *("--workers", str(settings.WEB_CONCURRENCY), "--blocking-threads", str(BLOCKING_THREADS)),
        *("--backlog", str(MAX_CONNECTIONS), "--backpressure", str(MAX_CONNECTIONS)),
        *("--http1-buffer-size", str(MAX_HEAD_BYTES)),  # a longer head gets 431
        *("--http1-header-read-timeout", "10000"),  # ms; ends idle and slow connections
        "--respawn-failed-workers",
        *("--workers-kill-timeout", "8"),  # s that a running request may still take when the server stops
        *("--log-level", "error", "--no-access-log"),  # at "warning" it complains of the number of threads
        *("--working-dir", str(settings.BASE_DIR)),
        *("--factory", "portal.wsgi:serve"),  # each worker opens its front door before the first request
    ]
