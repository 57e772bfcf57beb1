"""How much memory uploads take: `python -m benchmarks.upload_memory [--megabytes 500]`.

Over a running site with the demo: a film sent in chunks, checked and saved with the form; the same film in one plain
form; pictures of 24 and 40 million points through the library. Of the worker, the highest resident memory while the
upload is under way, above that at rest before it; of the program that decodes a picture, its highest. Prints a table in
Markdown.
"""

import argparse
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import PIL.Image

from benchmarks.pairs import SECRET_KEY, site
from benchmarks.servers import HOUSE, running
from media_library.chunked_uploads import MAX_CHUNK_BYTES

TOKEN, PASSWORD = "a" * 32, "mat-khau-de-do"
MEGABYTE = 2**20
USER = f"from portal.accounts.models import User; User.objects.create_superuser('bench', password='{PASSWORD}')"
SIDES = {24: (6000, 4000), 40: (7744, 5164)}  # of pictures, by millions of points


class Desk:
    """Somebody signed in, with one connection for each request."""

    def __init__(self, port):
        self.port, self.cookies = port, {"csrftoken": TOKEN}
        form = urlencode({"username": "bench", "password": PASSWORD, "csrfmiddlewaretoken": TOKEN, "next": "/admin/"})
        self.post("/admin/login/", form.encode(), **{"Content-Type": "application/x-www-form-urlencoded"})

    def request(self, method, path, body=b"", **headers):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        http = HTTPConnection("127.0.0.1", self.port, timeout=600)
        http.request(method, path, body or None, {"Cookie": cookies, "X-CSRFToken": TOKEN, **headers})
        answer = http.getresponse()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, value = re.match("([^=]+)=([^;]*)", line).groups()
            self.cookies[name] = value if name != "csrftoken" else TOKEN
        text = answer.read()
        http.close()
        if answer.status >= 400:
            sys.exit(f"{method} {path}: {answer.status} {text[:300].decode()}")
        return answer.status, text

    def post(self, path, body=b"", **headers):
        return self.request("POST", path, body, **headers)

    def multipart(self, path, fields, name, file, **headers):
        """Send a form with a file, which is read as it goes."""
        parts = [_part(field, value) for field, value in fields.items()]
        head = b"".join(parts) + _head(f'{name}"; filename="{file.name}') + b"\r\n"
        size = len(head) + file.stat().st_size + len(END)
        kind = {"Content-Type": "multipart/form-data; boundary=bench", "Content-Length": str(size)}
        return self.post(path, _pieces(head, file), **kind, **headers)


END = b"\r\n--bench--\r\n"


def _head(name):
    return f'--bench\r\nContent-Disposition: form-data; name="{name}"\r\n'.encode()


def _part(name, value):
    return _head(name) + b"\r\n" + value.encode() + b"\r\n"


def _pieces(head, file):
    yield head
    with file.open("rb") as content:
        while piece := content.read(MEGABYTE):
            yield piece
    yield END


class Memory:
    """The highest resident memory of a process, and of what it starts, while the block lasts."""

    def __init__(self, pid):
        self.pid, self.children, self._is_over = pid, 0, threading.Event()

    def __enter__(self):
        self.rest = self._of(self.pid, "VmRSS")
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")  # proc(5): the peak begins anew
        self._watch = threading.Thread(target=self._look)
        self._watch.start()
        return self

    def __exit__(self, *error):
        self.peak = self._of(self.pid, "VmHWM")
        self._is_over.set()
        self._watch.join()

    def _look(self):
        while not self._is_over.wait(0.005):
            for thread in Path(f"/proc/{self.pid}/task").iterdir():
                with suppress(OSError):
                    for child in (thread / "children").read_text().split():
                        self.children = max(self.children, self._of(child, "VmHWM"))

    @staticmethod
    def _of(pid, what):
        """Megabytes."""
        with suppress(OSError, TypeError):
            status = Path(f"/proc/{pid}/status").read_text()
            return int(re.search(rf"{what}:\s+(\d+) kB", status)[1]) / 1024
        return 0

    def row(self, name, seconds):
        child = f"{self.children:.0f}" if self.children else "-"
        print(
            f"| {name} | {seconds:.1f} | {self.rest:.0f} | {self.peak:.0f} | {self.peak - self.rest:.0f} | {child} |",
            flush=True,
        )


def film(path, megabytes):
    """A film that plays, with as much behind its pictures as makes it so large."""
    source = ["-f", "lavfi", "-i", "testsrc2=size=768x432:rate=24:duration=10", "-c:v", "libx264"]
    subprocess.run(["ffmpeg", "-v", "error", *source, "-movflags", "+faststart", "-y", path], check=True)
    with path.open("ab") as file:
        padding = megabytes * MEGABYTE - file.tell()
        file.write(struct.pack(">I4s", padding, b"free"))
        for _ in range(padding // MEGABYTE):
            file.write(os.urandom(MEGABYTE))
        file.truncate(megabytes * MEGABYTE)
    return path


def picture(path, millions):
    """A photograph-like JPEG of that many million points."""
    noise = [PIL.Image.effect_noise((1000, 700), 60) for _ in range(3)]
    PIL.Image.merge("RGB", noise).resize(SIDES[millions], PIL.Image.Resampling.BICUBIC).save(path, quality=88)
    return path


def in_chunks(desk, path):
    """Send a film as the form's script does, then the form."""
    said = urlencode({"name": path.name, "size": path.stat().st_size, "key": "bench"}).encode()
    upload = json.loads(desk.post(UPLOAD, said, **{"Content-Type": "application/x-www-form-urlencoded"})[1])
    address = f"{UPLOAD}{upload['id']}/"
    with path.open("rb") as file:
        while chunk := file.read(MAX_CHUNK_BYTES):
            desk.request("PATCH", address, chunk, **{"Upload-Offset": str(file.tell() - len(chunk))})
    desk.post(address)
    form = urlencode({**FORM, "file-upload": upload["id"]}).encode()
    saved, _ = desk.post(f"{VIDEO}add/", form, **{"Content-Type": "application/x-www-form-urlencoded"})
    return saved == 302


def in_one_form(desk, path):
    return desk.multipart(f"{VIDEO}add/", FORM, "file", path)[0] == 302


def into_the_library(desk, path):
    return desk.multipart(f"{IMAGE}upload/", {}, "anh", path, Accept="application/json")[0] == 200


VIDEO, IMAGE = "/admin/media_library/video/", "/admin/media_library/image/"
UPLOAD = f"{VIDEO}upload/"
EMPTY = "summary youtube_id vimeo_id poster duration transcript captions programme slug issue_month".split()
FORM = {**dict.fromkeys(EMPTY, ""), "title": "Phim", "unpublish_at_0": "", "unpublish_at_1": ""}


def measured(pid, name, act, desk, path):
    with Memory(pid) as memory:
        began = time.monotonic()
        if not act(desk, path):
            sys.exit(f"{name}: not saved")
        seconds = time.monotonic() - began
    memory.row(name, seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=500)
    size = parser.parse_args().megabytes
    with tempfile.TemporaryDirectory(dir=os.environ.get("DATA_DIR")) as name:
        folder = Path(name)
        environment = {"DATA_DIR": str(folder / "site"), "DATABASE_URL": "", "SECRET_KEY": SECRET_KEY}
        small, large = film(folder / "nho.mp4", 12), film(folder / "lon.mp4", size)
        pictures = {millions: picture(folder / f"{millions}.jpg", millions) for millions in SIDES}
        with running(site(environment)) as (ours,):
            add_user = [sys.executable, "manage.py", "shell", "--no-imports", "--command", USER]
            subprocess.run(add_user, env={**os.environ, **environment}, cwd=HOUSE, check=True)
            desk, pid = Desk(ours.port), ours.worker()
            in_chunks(desk, small), in_one_form(desk, small)  # so that everything is loaded
            print("| upload | s | at rest MB | peak MB | above rest MB | decoder MB |\n|---|---|---|---|---|---|")
            measured(pid, f"film of {size} MB, in chunks", in_chunks, desk, large)
            measured(pid, f"film of {size} MB, in one form", in_one_form, desk, large)
            for millions, path in pictures.items():
                what = f"JPEG of {millions} million points, {path.stat().st_size // MEGABYTE} MB"
                measured(pid, what, into_the_library, desk, path)


if __name__ == "__main__":
    main()
