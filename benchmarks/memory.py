"""The memory of a worker over a million requests to a hundred thousand addresses: flat, however many there are."""

import socket
import sys
from pathlib import Path

from benchmarks.pairs import site
from benchmarks.servers import running

REQUESTS = 1_000_000
STEPS = 20
NEW_ADDRESS_EVERY = 10  # one request in so many is for an address never requested before
RECENT_ADDRESSES = 300  # the others are for one of the last so many, which the store still holds


def measure(environment: dict, addresses: Path, requests: int) -> list[dict]:
    """Print and answer, step by step, requests so far and megabytes resident in the worker."""
    paths, found = addresses.read_text().split(), []
    with running(site(environment)) as (ours,), Client(ours.port) as client:
        for number in range(requests + 1):
            if number % (requests // STEPS) == 0:
                megabytes = ours.worker_memory() / 2**20
                found.append({"requests": number, "addresses": number // NEW_ADDRESS_EVERY, "worker_mb": megabytes})
                print("{requests:9,} requests {addresses:8,} addresses {worker_mb:7.1f} MB".format(**found[-1]))
            newest = number // NEW_ADDRESS_EVERY
            client.get(
                paths[
                    (newest if number % NEW_ADDRESS_EVERY == 0 else max(newest - number * 7 % RECENT_ADDRESSES, 0))
                    % len(paths)
                ]
            )
    return found


class Client:
    """One connection, kept open."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.file.close()
        self.socket.close()

    def get(self, path):
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        status, length = self.file.readline(), 0
        if b" 200 " not in status:
            sys.exit(f"{path}: {status.decode()}")
        while (line := self.file.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        self.file.read(length)
