"""A reader at the front door: sends requests as a browser does, without a network."""

import io
import json
import sys
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit
from wsgiref.headers import Headers

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass
class Answer:
    """A response; `headers` are looked up without regard to case, `headers.get_all("Set-Cookie")` gives all."""

    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self):
        return json.loads(self.body)


class Reader:
    """A client: `reader.get("/bai-viet/…", user_agent="curl/8.5")`.

    Headers are given as keywords with underscores; `None` leaves out one that is sent by default.
    """

    usual = {"user_agent": BROWSER, "accept": "text/html,*/*;q=0.8"}

    def get(self, path, **headers):
        return self.request("GET", path, **headers)

    def head(self, path, **headers):
        return self.request("HEAD", path, **headers)

    def post(self, path, body=b"", **headers):
        return self.request("POST", path, body, **headers)


class Door(Reader):
    """A reader of the whole stack in this process, called as the server calls it."""

    def __init__(self, application):
        self.application = application
        self.more = {}  # further entries of the environ

    def turn(self):
        """Let the housekeeper add the views to the tables and read them; wait for what it has begun."""
        from media_library import placement  # here, since benchmarks import this before Django is set up

        self.application.housekeeper.turn()
        placement.mover.wait()

    def request(self, method, path, body=b"", **headers):
        parts = []
        started = {}

        def start_response(status, fields, exc_info=None):
            started.update(status=int(status.split()[0]), headers=Headers(fields))
            return parts.append

        answer = self.application(self._environ(method, path, body, headers), start_response)
        try:
            parts += answer
        finally:
            if hasattr(answer, "close"):
                answer.close()
        return Answer(started["status"], started["headers"], b"".join(parts))

    def _environ(self, method, path, body, headers):
        url = urlsplit(path)
        given = {"host": "127.0.0.1:8000"} | self.usual | headers
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(url.path).decode("latin-1"),
            "QUERY_STRING": quote(url.query, safe="%=&+"),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            "CONTENT_LENGTH": str(len(body)) if body else "",
            "CONTENT_TYPE": given.pop("content_type", ""),
        }
        return (
            environ | {f"HTTP_{name.upper()}": value for name, value in given.items() if value is not None} | self.more
        )
