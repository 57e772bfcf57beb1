"""Files on an S3-compatible object store, for STORAGE_URL; needs the extra `[s3]`.

Readers still get them through the portal, under its own address and policy, in parts.
"""

from itertools import islice

from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from media_library.file_places import ASIDE, FOLDERS, TwoPlaces, has_two_places, key_of
from traffic.log_limits import Outage

SERVER_ERROR = 500
MAX_DELETED_KEYS = 1000  # in one request
ORIGINAL_DEPTH = 3  # slashes in the name of a file; what was made of it is a folder deeper
MAX_PART_BYTES = 2**20  # bytes fetched at once; a player gets no more in one response


outage = Outage("Kho đối tượng (STORAGE_URL)")


class ObjectStorage(TwoPlaces, S3Storage):
    """Never overwrites a file: names are random, and one that is taken is replaced by another."""

    file_overwrite = False
    transfer_config = TransferConfig(use_threads=False)  # ten parts at once took 116 MB of a worker, one takes 8

    def _create_session(self):
        session = super()._create_session()
        session.events.register("after-call.s3", _on_response)
        session.events.register("after-call-error.s3", _on_unreachable)
        return session

    def _found(self, name):
        """The key of a file, wherever it is."""
        is_aside = has_two_places(name) and not self.is_public(name)
        return key_of(name, aside=is_aside)

    def _open(self, name, mode="rb"):
        if mode != "rb":
            return super()._open(name, mode)
        return StoredObject(self, self._found(name))

    def exists(self, name):
        return super().exists(self._found(name))

    def size(self, name):
        return super().size(self._found(name))

    def get_modified_time(self, name):
        return super().get_modified_time(self._found(name))

    def delete(self, name):
        for aside in (False, True) if has_two_places(name) else (False,):
            super().delete(key_of(name, aside=aside))

    def is_public(self, name):
        return super().exists(name)

    def open_public(self, name):
        return StoredObject(self, name)

    def names_at(self, original, *, aside):
        stem = original.rpartition(".")[0]
        found = {one.key for one in self.bucket.objects.filter(Prefix=key_of(stem, aside=aside))}
        names = {key.removeprefix(ASIDE) for key in found}
        return {name for name in names if name == original or name.startswith(f"{stem}/")}

    def copy(self, name, *, aside):
        source = {"Bucket": self.bucket.name, "Key": key_of(name, aside=not aside)}
        try:
            self.bucket.Object(key_of(name, aside=aside)).copy_from(CopySource=source)
        except ClientError as error:
            raise FileNotFoundError(name) from error

    def remove(self, names, *, aside):
        keys = (key_of(name, aside=aside) for name in names)
        while batch := [{"Key": key} for key in islice(keys, MAX_DELETED_KEYS)]:
            self.bucket.delete_objects(Delete={"Objects": batch, "Quiet": True})

    def originals_in_both(self):
        for folder in FOLDERS:
            for one in self.bucket.objects.filter(Prefix=key_of(folder, aside=True)):
                name = one.key.removeprefix(ASIDE)
                if name.count("/") == ORIGINAL_DEPTH and self.is_public(name):
                    yield name


def _on_response(http_response, **call):
    if http_response.status_code >= SERVER_ERROR:
        _on_unreachable(ConnectionError())
    outage.ends()


def _on_unreachable(exception, **call):
    """An unreachable store is not a missing file: the response is 503 with Retry-After (portal.views.server_error)."""
    outage.begins(exception)
    raise ConnectionError from exception


class StoredObject(File):
    """A file of the store, read in parts where they are needed and never fetched whole."""

    def __init__(self, storage, name):
        super().__init__(None, name)
        self._object = storage.bucket.Object(storage._normalize_name(name))  # noqa: SLF001 -- the subclass's own
        self._position, self._start, self._part = 0, 0, b""
        try:
            self.size = self._object.content_length
        except ClientError as error:
            raise FileNotFoundError(name) from error

    closed = False

    def open(self, mode=None):
        self._position = 0
        return self

    def close(self):
        self._part = b""

    def seekable(self):
        return True

    def tell(self):
        return self._position

    def seek(self, offset, whence=0):
        self._position = (0, self._position, self.size)[whence] + offset
        return self._position

    def read(self, count=-1):
        stop = self.size if count is None or count < 0 else min(self._position + count, self.size)
        parts = []
        while self._position < stop:
            parts.append(self._read_from_part(stop))
            self._position += len(parts[-1])
        return b"".join(parts)

    def _read_from_part(self, stop):
        begin = self._position - self._start
        if not 0 <= begin < len(self._part):
            last = min(self._position + MAX_PART_BYTES, self.size) - 1
            answer = self._object.get(Range=f"bytes={self._position}-{last}")
            self._start, self._part, begin = self._position, answer["Body"].read(), 0
        return self._part[begin : begin + stop - self._position]
