"""The layout of an archive on disk: `DIR/<time>/` with its manifest, and the media that all archives of DIR share.

    DIR/media/<stored name>                        each uploaded file once, for all archives
    DIR/<time>/manifest.json                       the contents of the archive; manifest.json.sha256 is its checksum
    DIR/<time>/database.sqlite3 or database.dump   the database
    DIR/<time>/secret_key                          where DATA_DIR has one
    DIR/<time>/tally/                              views that the database does not hold yet

An archive gets its name only when it is complete: it is made under a name that begins with a dot and renamed.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.core.management.base import CommandError

FORMAT = 1
MANIFEST = "manifest.json"
ARCHIVE_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}")
CHUNK_BYTES = 2**20
FILE_ENTRY_SCHEMA = {"path": str, "size": int, "sha256": str}
# The schema of a manifest; it is checked because a right checksum does not prove a valid manifest
MANIFEST_SCHEMA = {
    "format": int,
    "site": str,
    "ended_at": str,
    "engine": str,
    "versions": {str: str},
    "migrations": [str],
    "rows": {str: int},
    "media_are_here": bool,
    "files": [FILE_ENTRY_SCHEMA],
    "media": [FILE_ENTRY_SCHEMA],
}


def damaged_archive(what: str) -> CommandError:
    """The error for an archive that differs from what was written."""
    return CommandError(f"Bản sao lưu hỏng: {what}. Không có gì được ghi; hãy dùng bản sao lưu khác.")


def archives(directory: Path) -> list[Path]:
    """The complete archives of a directory, oldest first."""
    return sorted(path.parent for path in directory.glob(f"*/{MANIFEST}") if ARCHIVE_NAME.fullmatch(path.parent.name))


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_entry(path: Path, name: str) -> dict:
    """A file as the manifest lists it."""
    return {"path": name, "size": path.stat().st_size, "sha256": digest_of(path)}


def copy(source: Path, target: Path) -> tuple[int, str]:
    """Copy a file, readable for its owner alone, and return the size and SHA-256 of the copy."""
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as original, open(target, "xb", opener=_private) as written:
        while piece := original.read(CHUNK_BYTES):
            written.write(piece)
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def write_manifest(folder: Path, manifest: dict) -> None:
    text = json.dumps(manifest, indent=1).encode()
    (folder / MANIFEST).write_bytes(text)
    (folder / f"{MANIFEST}.sha256").write_text(_checksum_line(text))


def _checksum_line(text: bytes) -> str:
    """The content of the checksum file, as `sha256sum --check` reads it."""
    return f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n"


def read_manifest(folder: Path) -> dict:
    """The manifest, if it is unaltered and of a known format; else CommandError."""
    try:
        text = (folder / MANIFEST).read_bytes()
        checksum_line = (folder / f"{MANIFEST}.sha256").read_text()
        manifest = json.loads(text)
        version = manifest["format"]
    except FileNotFoundError as error:
        raise damaged_archive(f"không có “{error.filename}”") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise damaged_archive(f"“{MANIFEST}” không đọc được") from None
    if isinstance(version, int) and version > FORMAT:
        raise CommandError(
            "Bản sao lưu do một phiên bản mới hơn của cổng thông tin làm ra; hãy nâng cấp mã nguồn rồi khôi phục lại. "
            "Không có gì được ghi."
        )
    if checksum_line != _checksum_line(text):
        raise damaged_archive(f"“{MANIFEST}” đã bị sửa")
    if not _matches_schema(manifest, MANIFEST_SCHEMA) or not _names_each_file_once(manifest):
        raise damaged_archive(f"“{MANIFEST}” không đúng dạng của một bản sao lưu")
    return manifest


def _matches_schema(value: object, schema: object) -> bool:
    """Whether a JSON value matches a schema: a type, a list `[type]`, a mapping `{str: type}`, or a dict of keys."""
    if isinstance(schema, list):
        return isinstance(value, list) and all(_matches_schema(item, schema[0]) for item in value)
    if isinstance(schema, dict):
        if not isinstance(value, dict):
            return False
        if str in schema:
            return all(_matches_schema(item, schema[str]) for item in value.values())
        return all(name in value and _matches_schema(value[name], wanted) for name, wanted in schema.items())
    return type(value) is schema  # isinstance would accept a bool as an int


def _names_each_file_once(manifest: dict) -> bool:
    for entries in (manifest["files"], manifest["media"]):
        if len(entries) != len({entry["path"] for entry in entries}):
            return False
    return all(isinstance(media_copy(entry), str) for entry in manifest["media"])


def media_copy(entry: dict) -> str:
    """The name in `DIR/media/` of a listed file: the stored name, unless that had another content before."""
    return entry.get("copy", entry["path"])


def parts(folder: Path, manifest: dict) -> Iterator[tuple[Path, dict]]:
    """Every file of an archive, with its entry in the manifest."""
    for entry in manifest["files"]:
        yield _inside(folder, entry["path"]), entry
    for entry in manifest["media"]:
        _inside(folder, entry["path"])
        yield _inside(folder.parent / "media", media_copy(entry)), entry


def _inside(folder: Path, name: str) -> Path:
    path = PurePosixPath(name)
    is_relative = path.parts and not path.is_absolute() and ".." not in path.parts
    if not is_relative or not re.fullmatch(r"[^\0\ud800-\udc7f\udd00-\udfff]+", name):  # the rest of \udc80… is a byte
        raise damaged_archive(f"“{name}” không phải tên tệp của bản sao lưu")
    return folder / path


def check_files(folder: Path, manifest: dict) -> None:
    """Compare every file of an archive with its manifest, or say which differs."""
    for path, entry in parts(folder, manifest):
        try:
            is_same = path.stat().st_size == entry["size"] and digest_of(path) == entry["sha256"]
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise damaged_archive(f"thiếu tệp “{path}”") from None
        if not is_same:
            raise damaged_archive(f"tệp “{path}” khác với lúc sao lưu")
