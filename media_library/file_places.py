"""The two places of a stored picture or film: public, or aside, where no address of readers leads.

Its name is the same in both; aside the key in the storage begins with `ASIDE`. Whoever opens a file by its name finds
it in either place, but for `media_response`, which opens the public one alone. So neither a web server that sends files
by itself nor a dead database shows what has been moved aside. `media_library.placement` decides where a file belongs.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.encoding import filepath_to_uri

from media_library import signed_addresses

ASIDE = "rieng/"
FOLDERS = ("anh/", "video/")  # of what has two places; documents are sent by a view that asks the database


def has_two_places(name: str) -> bool:
    return name.startswith(FOLDERS)


def key_of(name: str, *, aside: bool) -> str:
    return f"{ASIDE}{name}" if aside else name


class TwoPlaces:
    """Mixin of a storage, which has to define what is left open here.

    A file is moved by a copy and a removal, so that it is never in neither place, whenever the process is killed.
    """

    def save(self, name, content, max_length=None):
        """Store a new file; a picture or a film aside, since no text for readers uses it yet."""
        return self._save_at(name, content, aside=has_two_places(name), max_length=max_length)

    def save_beside(self, original, name, content):
        """Store what was made of the file `original` where that is."""
        return self._save_at(name, content, aside=has_two_places(name) and not self.is_public(original))

    def _save_at(self, name, content, *, aside, max_length=None):
        name = self.get_available_name(name, max_length)
        return super().save(key_of(name, aside=aside), content).removeprefix(ASIDE)

    def url(self, name):
        path = signed_addresses.path_of(name) if has_two_places(name) else name
        return f"{settings.MEDIA_URL}{filepath_to_uri(path)}"

    def bring(self, original, *, aside):
        """Copy into a place, aside or public, what is in the other one alone: a file and all that was made of it.

        The file itself first: what a killed process has left in both places is found by it.
        """
        missing = self.names_at(original, aside=not aside) - self.names_at(original, aside=aside)
        for name in sorted(missing, key=lambda name: (name != original, name)):
            with suppress(FileNotFoundError):  # moved by another process just now
                self.copy(name, aside=aside)

    def clear(self, original, *, aside):
        """Remove from a place what is in the other one too."""
        there = self.names_at(original, aside=not aside)
        self.remove(there & self.names_at(original, aside=aside), aside=aside)

    def is_public(self, name):
        raise NotImplementedError

    def open_public(self, name):
        """The file in its public place; FileNotFoundError where it is not there."""
        raise NotImplementedError

    def names_at(self, original, *, aside):
        """The names of a file and of all that lies in the folder named as it is, as far as they are in a place."""
        raise NotImplementedError

    def copy(self, name, *, aside):
        """Copy a file into a place, aside or public, from the other one."""
        raise NotImplementedError

    def remove(self, names, *, aside):
        """Remove files from a place."""
        raise NotImplementedError

    def originals_in_both(self):
        """The names of files that are in both places, without what was made of them."""
        raise NotImplementedError


class DiskStorage(TwoPlaces, FileSystemStorage):
    """Files on disk. What is aside lies in a directory that only the portal's own user may enter."""

    def path(self, name):
        """Where the file is; where it would be in public, if it is nowhere."""
        public, aside = super().path(name), super().path(key_of(name, aside=True))
        is_aside = has_two_places(name) and not Path(public).exists() and Path(aside).exists()
        return aside if is_aside else public

    def _path_at(self, name, *, aside):
        if aside:
            self._make_folder(Path(self.location, ASIDE), 0o700)
        return Path(super().path(key_of(name, aside=aside)))

    def _make_folder(self, folder, mode=None):
        """Each folder with the permissions of folders: `Path.mkdir` gives them to the last alone."""
        if not folder.is_dir():
            self._make_folder(folder.parent)
            folder.mkdir(mode=mode or self.directory_permissions_mode or 0o777, exist_ok=True)

    def _save(self, name, content):
        self._path_at("", aside=True)
        return super()._save(name, content)

    def delete(self, name):
        for _ in range(2 if has_two_places(name) else 1):
            super().delete(name)

    def is_public(self, name):
        return self._path_at(name, aside=False).is_file()

    def open_public(self, name):
        return File(self._path_at(name, aside=False).open("rb"), name)

    def names_at(self, original, *, aside):
        path = self._path_at(original, aside=aside)
        folder = original.rpartition(".")[0]
        names = {original} if path.is_file() else set()
        with suppress(FileNotFoundError):
            names |= {f"{folder}/{entry.name}" for entry in os.scandir(path.with_suffix("")) if entry.name[0] != "."}
        return names

    def copy(self, name, *, aside):
        """By a hard link, where the file system has them: nothing is read, and the other place stays as it is."""
        source, target = self._path_at(name, aside=not aside), self._path_at(name, aside=aside)
        self._make_folder(target.parent)
        try:
            os.link(source, target)
        except FileExistsError:
            return
        except FileNotFoundError:
            raise
        except OSError:
            draft = target.with_name(f".{target.name}.{os.getpid()}")
            shutil.copy2(source, draft)
            draft.replace(target)

    def remove(self, names, *, aside):
        paths = [self._path_at(name, aside=aside) for name in names]
        for path in paths:
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in paths}:
            with suppress(OSError):  # other files are in it
                folder.rmdir()

    def originals_in_both(self):
        for folder in FOLDERS:
            root = self._path_at(folder, aside=True)
            for path in root.glob("*/*/*.*"):
                name = f"{folder}{path.relative_to(root).as_posix()}"
                if path.is_file() and self.is_public(name):
                    yield name
