"""What an archive is on disk: `DIR/<time>/` with its manifest, and the media that all archives of DIR share.

    DIR/media/<stored name>                        each uploaded file once, for all archives
    DIR/<time>/manifest.json                       what the archive is made of; manifest.json.sha256 guards it
    DIR/<time>/database.sqlite3 or database.dump   the database
    DIR/<time>/secret_key                          where DATA_DIR has one
    DIR/<time>/tally/                              views that the database does not hold yet

An archive has its name only once it is whole: it is made under a name that begins with a dot and renamed.
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
NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}")
PIECE_BYTES = 2**20
ENTRY = {"path": str, "size": int, "sha256": str}
# What a manifest holds; whoever can write the checksum may have written anything
SHAPE = {
    "format": int,
    "site": str,
    "ended_at": str,
    "engine": str,
    "versions": {str: str},
    "migrations": [str],
    "rows": {str: int},
    "media_are_here": bool,
    "files": [ENTRY],
    "media": [ENTRY],
}


def damaged(what: str) -> CommandError:
    """The sentence about an archive that is not what was written."""
    return CommandError(f"Bản sao lưu hỏng: {what}. Không có gì được ghi; hãy dùng bản sao lưu khác.")


def archives(directory: Path) -> list[Path]:
    """The whole archives of a directory, oldest first."""
    return sorted(path.parent for path in directory.glob(f"*/{MANIFEST}") if NAME.fullmatch(path.parent.name))


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def described(path: Path, name: str) -> dict:
    """A file as the manifest lists it."""
    return {"path": name, "size": path.stat().st_size, "sha256": digest_of(path)}


def copy(source: Path, target: Path) -> tuple[int, str]:
    """Copy a file for its owner alone, and answer the size and SHA-256 of what was copied."""
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as original, open(target, "xb", opener=_private) as written:
        while piece := original.read(PIECE_BYTES):
            written.write(piece)
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def write_manifest(folder: Path, manifest: dict) -> None:
    text = json.dumps(manifest, indent=1).encode()
    (folder / MANIFEST).write_bytes(text)
    (folder / f"{MANIFEST}.sha256").write_text(_guard(text))


def _guard(text: bytes) -> str:
    """What stands beside a manifest, as `sha256sum --check` reads it."""
    return f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n"


def read_manifest(folder: Path) -> dict:
    """The manifest, unaltered and of a format that we know; else a sentence."""
    try:
        text = (folder / MANIFEST).read_bytes()
        guard = (folder / f"{MANIFEST}.sha256").read_text()
        manifest = json.loads(text)
        version = manifest["format"]
    except FileNotFoundError as error:
        raise damaged(f"không có “{error.filename}”") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise damaged(f"“{MANIFEST}” không đọc được") from None
    if isinstance(version, int) and version > FORMAT:
        raise CommandError(
            "Bản sao lưu do một phiên bản mới hơn của cổng thông tin làm ra; hãy nâng cấp mã nguồn rồi khôi phục lại. "
            "Không có gì được ghi."
        )
    if guard != _guard(text):
        raise damaged(f"“{MANIFEST}” đã bị sửa")
    if not _has_shape(manifest, SHAPE) or not _names_each_file_once(manifest):
        raise damaged(f"“{MANIFEST}” không đúng dạng của một bản sao lưu")
    return manifest


def _has_shape(value: object, shape: object) -> bool:
    """Whether a value of JSON is of a type; a list of one, `[type]`; a table of one, `{str: type}`; or has the keys."""
    if isinstance(shape, list):
        return isinstance(value, list) and all(_has_shape(item, shape[0]) for item in value)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return False
        if str in shape:
            return all(_has_shape(item, shape[str]) for item in value.values())
        return all(name in value and _has_shape(value[name], wanted) for name, wanted in shape.items())
    return type(value) is shape  # a bool is an int elsewhere


def _names_each_file_once(manifest: dict) -> bool:
    for entries in (manifest["files"], manifest["media"]):
        if len(entries) != len({entry["path"] for entry in entries}):
            return False
    return all(isinstance(media_copy(entry), str) for entry in manifest["media"])


def media_copy(entry: dict) -> str:
    """The name in `DIR/media/` of what a manifest lists: the stored name, unless that has had another content."""
    return entry.get("copy", entry["path"])


def parts(folder: Path, manifest: dict) -> Iterator[tuple[Path, dict]]:
    """Every file that belongs to an archive, with what the manifest says of it."""
    for entry in manifest["files"]:
        yield _inside(folder, entry["path"]), entry
    for entry in manifest["media"]:
        _inside(folder, entry["path"])
        yield _inside(folder.parent / "media", media_copy(entry)), entry


def _inside(folder: Path, name: str) -> Path:
    path = PurePosixPath(name)
    is_relative = path.parts and not path.is_absolute() and ".." not in path.parts
    if not is_relative or not re.fullmatch(r"[^\0\ud800-\udc7f\udd00-\udfff]+", name):  # the rest of \udc80… is a byte
        raise damaged(f"“{name}” không phải tên tệp của bản sao lưu")
    return folder / path


def check_files(folder: Path, manifest: dict) -> None:
    """Compare every file of an archive with its manifest, or say which differs."""
    for path, entry in parts(folder, manifest):
        try:
            is_same = path.stat().st_size == entry["size"] and digest_of(path) == entry["sha256"]
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise damaged(f"thiếu tệp “{path}”") from None
        if not is_same:
            raise damaged(f"tệp “{path}” khác với lúc sao lưu")
