"""A WSGI callable that does nothing: it sends the bytes and headers of a recorded response."""

import json
import os
from base64 import b64decode
from pathlib import Path

RECORDED = {
    path: ([tuple(header) for header in headers], b64decode(body))
    for path, (headers, body) in json.loads(Path(os.environ["RECORDED"]).read_text()).items()
}


def application(environ, start_response):
    headers, body = RECORDED[environ["PATH_INFO"]]
    start_response("200 OK", headers)
    return [body]
