"""Small files of every kind, made here: good ones, and the tricks that are played with them."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

from tests.factories import PDF  # noqa: F401 -- one of the samples

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


MAIN_PARTS = {
    "word": "wordprocessingml.document",
    "xl": "spreadsheetml.sheet",
    "ppt": "presentationml.presentation",
}
CONTENT_TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>{}</Types>"
RELATIONSHIPS = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{}</Relationships>"


def office(folder, *more, declared="", **parts):
    """A new Word, Excel or PowerPoint file with more parts by name, `declared` among the types of their contents."""
    kind = f"application/vnd.openxmlformats-officedocument.{MAIN_PARTS[folder]}.main+xml"
    types = CONTENT_TYPES.format(f"<Override PartName='/{folder}/document.xml' ContentType='{kind}'/>{declared}")
    entries = {"[Content_Types].xml": types, f"{folder}/document.xml": "<x/>", **dict.fromkeys(more, "<x/>")}
    return container({**entries, **parts})


def relation(kind, target, mode="External"):
    """A part that names what a document fetches."""
    address = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    return RELATIONSHIPS.format(f"<Relationship Id='r1' Type='{address}' Target='{target}' TargetMode='{mode}'/>")


def open_document(kind, **parts):
    return container({"mimetype": OPEN_DOCUMENT + kind, "content.xml": "<x/>", **parts})


def doubled():
    """A container with two parts of one name."""
    return office("word", "word/a.xml", "word/b.xml").replace(b"word/b.xml", b"word/a.xml")


SECTOR = 512


def compound(*names, **contents):
    """An old Office file with these streams (`A/B`: B in the storage A), empty but for those given with content."""
    streams = {**dict.fromkeys(names, b""), **{name: contents[name] for name in contents}}
    bodies = [content.ljust(4096, b"\0") for content in streams.values()]
    entries, chains = _directory(streams, bodies)
    sectors = [*chains, *(entries[at : at + SECTOR] for at in range(0, len(entries), SECTOR))]
    free = struct.pack("<I", 0xFFFFFFFF)
    ends = [len(body) // SECTOR for body in bodies] + [len(entries) // SECTOR]
    table = b"".join(_chain(length, sum(ends[:number])) for number, length in enumerate(ends))
    first_table, first_entry = sum(ends), sum(ends[:-1])
    tables = -(-(len(table) + 4) // SECTOR)
    table = (table + struct.pack("<I", 0xFFFFFFFD) * tables).ljust(tables * SECTOR, b"\xff")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIIII", tables, first_entry, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, first_table)
    places = struct.pack(f"<{tables - 1}I", *range(first_table + 1, first_table + tables))
    return (header + places).ljust(SECTOR, free[:1]) + b"".join(sectors) + table


def _chain(length, start):
    following = [*range(start + 1, start + length), 0xFFFFFFFE]
    return struct.pack(f"<{length}I", *following)


def _directory(streams, bodies):
    """The entries, each the right sibling of the one before, storages made on the way; and the sectors of contents."""
    rows, places, sectors = [["Root Entry", 5, None, [], 0, 0]], {(): 0}, []
    for (path, _), body in zip(streams.items(), bodies, strict=True):
        *above, name = path.split("/")
        for depth in range(1, len(above) + 1):
            if tuple(above[:depth]) not in places:
                places[tuple(above[:depth])] = len(rows)
                rows[places[tuple(above[: depth - 1])]][3].append(len(rows))
                rows.append([above[depth - 1], 1, None, [], 0, 0])
        rows[places[tuple(above)]][3].append(len(rows))
        rows.append([name, 2, None, [], len(sectors), len(body)])
        sectors += [body[at : at + SECTOR] for at in range(0, len(body), SECTOR)]
    right = {one: after for row in rows for one, after in zip(row[3], row[3][1:], strict=False)}
    packed = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
        + struct.pack("<III", 0xFFFFFFFF, right.get(number, 0xFFFFFFFF), inner[0] if inner else 0xFFFFFFFF)
        + bytes(36)
        + struct.pack("<IQ", first if size else 0xFFFFFFFE, size)
        for number, (name, kind, _, inner, first, size) in enumerate(rows)
    )
    return packed.ljust(-(-len(packed) // SECTOR) * SECTOR, b"\0"), sectors


def box(name, content=b""):
    return struct.pack(">I", 8 + len(content)) + name + content


def mp4(brand=b"isom", *, rest=None):
    start = box(b"ftyp", brand + bytes(4) + brand)
    return start + (box(b"moov", bytes(40)) + box(b"mdat", bytes(range(256)) * 8) if rest is None else rest)


WEBM = bytes.fromhex("1a45dfa3 9f 4286 81 01 4282 84") + b"webm" + bytes(200)
MATROSKA = bytes.fromhex("1a45dfa3 9f 4286 81 01 4282 88") + b"matroska" + bytes(200)
