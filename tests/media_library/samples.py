"""Small files of every kind, made here: good ones, and the tricks that are played with them."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HTML = b"<!doctype html><script>alert(1)</script>"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def picture(kind="JPEG", mode="RGB", size=(90, 60), **options):
    """A photograph-like picture (more colours than a drawing) as a file's bytes."""
    file = BytesIO()
    bands = [Image.effect_noise(size, 80) for _ in range(3)]
    Image.merge("RGB", bands).convert(mode).save(file, kind, **options)
    return file.getvalue()


def bomb(width, height):
    """A tiny PNG of very many black points."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    row, squeezer = bytes(width // 8 + 2), zlib.compressobj(9)
    data = b"".join(squeezer.compress(row) for _ in range(height)) + squeezer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def container(entries):
    """A zip file of `{name: content}`."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def office(folder, *more):
    """A new Word, Excel or PowerPoint file, as far as its list of contents goes."""
    return container(dict.fromkeys(["[Content_Types].xml", f"{folder}/document.xml", *more], "<x/>"))


def open_document(kind):
    return container({"mimetype": OPEN_DOCUMENT + kind, "content.xml": "<x/>"})


def compound(*streams):
    """The first bytes of an old Office file and a directory naming these streams."""
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + directory


def box(name, content=b""):
    return struct.pack(">I", 8 + len(content)) + name + content


def mp4(brand=b"isom", *, rest=None):
    start = box(b"ftyp", brand + bytes(4) + brand)
    return start + (box(b"moov", bytes(40)) + box(b"mdat", bytes(range(256)) * 8) if rest is None else rest)


WEBM = bytes.fromhex("1a45dfa3 9f 4286 81 01 4282 84") + b"webm" + bytes(200)
MATROSKA = bytes.fromhex("1a45dfa3 9f 4286 81 01 4282 88") + b"matroska" + bytes(200)
