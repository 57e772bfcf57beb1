"""A TCP proxy between a site and its database, which can fail in the ways that networks and halted machines do."""

import socket
import threading
from contextlib import suppress


class DatabaseProxy:
    """A proxy on `port` before the server on `target_port` of this machine; as long as nothing is done it lets pass."""

    def __init__(self, target_port):
        self.target_port = target_port
        self._passes, self._accepts = threading.Event(), threading.Event()
        self._passes.set(), self._accepts.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._ends, self._fillers = [], []
        threading.Thread(target=self._accept, daemon=True).start()

    def stall(self):
        """Acknowledge every byte and every new connection, and pass nothing on."""
        self._passes.clear()

    def refuse_connections(self):
        """Break off what is connected and swallow whoever wants to connect."""
        self._accepts.clear()
        self._break_off()
        self._listener.listen(0)
        with suppress(TimeoutError):
            while True:  # until the queue of the kernel is full
                self._fillers.append(socket.create_connection(("127.0.0.1", self.port), timeout=0.2))

    def restore(self):
        """Let pass again, also what was held up."""
        for filler in self._fillers:
            filler.close()
        self._fillers = []
        self._listener.listen(128)
        self._accepts.set(), self._passes.set()

    def close(self):
        self.restore()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes up who accepts
        self._listener.close()
        self._break_off()

    def _break_off(self):
        ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _accept(self):
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._accepts.wait()
                threading.Thread(target=self._join, args=[client], daemon=True).start()

    def _join(self, client):
        self._passes.wait()
        with client, suppress(OSError), socket.create_connection(("127.0.0.1", self.target_port)) as server:
            self._ends += client, server
            back = threading.Thread(target=self._pass_on, args=[server, client], daemon=True)
            back.start()
            self._pass_on(client, server)
            back.join()

    def _pass_on(self, source, target):
        """Until there is no more; a fault of one side is the end for both."""
        try:
            while data := source.recv(2**16):
                self._passes.wait()
                target.sendall(data)
        except OSError:
            pass
        self._passes.wait()
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
