"""Uploaded files in `DIR/media/`: each once, for all archives that name it.

They are copies and not hard links: the archive must outlive the disk, and a file that is damaged or overwritten in
place would be so under both names. Stored names are random and never overwritten, so a name, a size and a SHA-256
identify an existing copy; where a name has got another content nevertheless, the older copy is kept unchanged.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management.base import CommandError

from portal.backup import archive

STAGING = ".restore"  # where a restore puts files until it has all of them


def are_in_data_dir() -> bool:
    return isinstance(default_storage, FileSystemStorage)


def stored_files() -> Iterator[tuple[Path, str]]:
    """Every uploaded file and its name, without those of an unfinished restore."""
    yield from _files(settings.MEDIA_ROOT)


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    for folder, folders, names in os.walk(root, followlinks=True):
        folders[:] = sorted(name for name in folders if name != STAGING)
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file():
                yield path, path.relative_to(root).as_posix()


class SharedMedia:
    """`DIR/media/`: call `copy_new_files()` any number of times, then `entries` are those for the manifest."""

    def __init__(self, directory: Path):
        self.root = directory / "media"
        self._draft = directory / ".copying"
        self._kept, self._unreadable = referenced_copies(directory)
        self._entries: dict[str, dict] = {}
        self.new = 0

    @property
    def entries(self) -> list[dict]:
        return [self._entries[name] for name in sorted(self._entries)]

    def copy_new_files(self) -> None:
        """Copy the files not copied yet; entries of files deleted since remain."""
        self.root.mkdir(mode=0o700, exist_ok=True)
        self._draft.unlink(missing_ok=True)
        for path, name in stored_files():
            if name not in self._entries:
                try:
                    self._entries[name] = self._copy_file(path, name)
                except FileNotFoundError:  # deleted just now
                    continue

    def _copy_file(self, path: Path, name: str) -> dict:
        """Copy a file unless a copy exists, and return its entry."""
        entry = archive.file_entry(path, name) if (self.root / name).exists() else None
        if entry and self._has(name, entry["sha256"]):
            return entry
        if entry and self._belongs_to_archive(name):
            beside = f"{name}.{entry['sha256']}"
            entry["copy"] = beside
            if self._has(beside, entry["sha256"]):
                return entry
        copy_name = archive.media_copy(entry or {"path": name})
        size, digest = self._write_copy(path, copy_name)
        entry = {"path": name, "size": size, "sha256": digest}
        return entry if copy_name == name else entry | {"copy": copy_name}

    def _has(self, name: str, digest: str) -> bool:
        path = self.root / name
        return path.exists() and archive.digest_of(path) == digest

    def _belongs_to_archive(self, name: str) -> bool:
        """Whether an archive lists the content under that name; else it is damaged and may be replaced."""
        return bool(self._unreadable) or archive.digest_of(self.root / name) in self._kept.get(name, ())

    def _write_copy(self, path: Path, name: str) -> tuple[int, str]:
        target = self.root / name
        try:
            size_and_digest = archive.copy(path, self._draft)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._draft.replace(target)
        finally:
            self._draft.unlink(missing_ok=True)
        self.new += 1
        return size_and_digest


def referenced_copies(directory: Path) -> tuple[dict[str, set[str]], list[Path]]:
    """The copies listed by the archives of a directory, with their SHA-256s; and the unreadable archives."""
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


def delete_unreferenced(directory: Path) -> list[Path]:
    """Delete the copies that no archive lists any more, unless some archives are unreadable; return these."""
    named, unreadable = referenced_copies(directory)
    for path, name in _files(directory / "media"):
        if name not in named and not unreadable:
            path.unlink()
    return unreadable
