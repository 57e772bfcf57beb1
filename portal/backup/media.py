"""Uploaded files in `DIR/media/`: each once, for all archives that name it.

They are copies and not hard links: the archive is to outlive the disk, and a file that is damaged or written over in
its place would be so under both names. Stored names are random and never written anew, so a name, a size and a SHA-256
say whether the copy is there already; where a name has got another content nevertheless, the older one stays as it is.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management.base import CommandError

from portal.backup import archive

STAGING = ".restore"  # where a restore puts files until all of them are there


def are_in_data_dir() -> bool:
    return isinstance(default_storage, FileSystemStorage)


def stored() -> Iterator[tuple[Path, str]]:
    """Every uploaded file and its name, a half-finished restore's left out."""
    yield from _files(settings.MEDIA_ROOT)


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    for folder, folders, names in os.walk(root, followlinks=True):
        folders[:] = sorted(name for name in folders if name != STAGING)
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file():
                yield path, path.relative_to(root).as_posix()


class Shared:
    """`DIR/media/`: `take_all()` as often as one likes, then `entries` is what the manifest lists."""

    def __init__(self, directory: Path):
        self.root = directory / "media"
        self._draft = directory / ".copying"
        self._kept, self._unreadable = copies_named(directory)
        self._entries: dict[str, dict] = {}
        self.new = 0

    @property
    def entries(self) -> list[dict]:
        return [self._entries[name] for name in sorted(self._entries)]

    def take_all(self) -> None:
        """Take what is stored now and was not taken yet; what has gone since stays taken."""
        self.root.mkdir(mode=0o700, exist_ok=True)
        self._draft.unlink(missing_ok=True)
        for path, name in stored():
            if name not in self._entries:
                try:
                    self._entries[name] = self._take(path, name)
                except FileNotFoundError:  # deleted this moment
                    continue

    def _take(self, path: Path, name: str) -> dict:
        """Have a copy of a file and answer its entry."""
        entry = archive.described(path, name) if (self.root / name).exists() else None
        if entry and self._has(name, entry["sha256"]):
            return entry
        if entry and self._is_another_archives(name):
            beside = f"{name}.{entry['sha256']}"
            entry["copy"] = beside
            if self._has(beside, entry["sha256"]):
                return entry
        copy_name = archive.media_copy(entry or {"path": name})
        size, digest = self._put(path, copy_name)
        entry = {"path": name, "size": size, "sha256": digest}
        return entry if copy_name == name else entry | {"copy": copy_name}

    def _has(self, name: str, digest: str) -> bool:
        path = self.root / name
        return path.exists() and archive.digest_of(path) == digest

    def _is_another_archives(self, name: str) -> bool:
        """Whether the content under that name is what an archive wants; else it is damaged and may be replaced."""
        return bool(self._unreadable) or archive.digest_of(self.root / name) in self._kept.get(name, ())

    def _put(self, path: Path, name: str) -> tuple[int, str]:
        target = self.root / name
        try:
            size_and_digest = archive.copy(path, self._draft)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._draft.replace(target)
        finally:
            self._draft.unlink(missing_ok=True)
        self.new += 1
        return size_and_digest


def copies_named(directory: Path) -> tuple[dict[str, set[str]], list[Path]]:
    """Which copies the archives of a directory name, with their SHA-256s; and the archives that cannot be read."""
    named, unreadable = defaultdict(set), []
    for folder in archive.archives(directory):
        try:
            manifest = archive.read_manifest(folder)
        except CommandError:
            unreadable.append(folder)
        else:
            for entry in manifest["media"]:
                named[archive.media_copy(entry)].add(entry["sha256"])
    return named, unreadable


def forget_unnamed(directory: Path) -> list[Path]:
    """Delete the copies that no archive names any more, unless there are archives that cannot be read: answer these."""
    named, unreadable = copies_named(directory)
    for path, name in _files(directory / "media"):
        if name not in named and not unreadable:
            path.unlink()
    return unreadable
