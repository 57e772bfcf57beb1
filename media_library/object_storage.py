"""Files on an S3-compatible object store, for STORAGE_URL; needs the extra `[s3]`.

Readers get them through the portal all the same, under its own address and policy, a part at a time.
"""

from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from traffic.log_limits import Outage

SERVER_ERROR = 500
PART = 2**20  # bytes fetched at once; what a player asks for at most


outage = Outage("Kho đối tượng (STORAGE_URL)")


class ObjectStorage(S3Storage):
    """Never writes over a file: names are random, and one that is taken gets another."""

    file_overwrite = False
    transfer_config = TransferConfig(use_threads=False)  # ten parts at once took 116 MB of a worker, one takes 8

    def _create_session(self):
        session = super()._create_session()
        session.events.register("after-call.s3", _answered)
        session.events.register("after-call-error.s3", _not_reached)
        return session

    def url(self, name):
        return f"{settings.MEDIA_URL}{name}"

    def _open(self, name, mode="rb"):
        if mode != "rb":
            return super()._open(name, mode)
        return StoredObject(self, name)


def _answered(http_response, **call):
    if http_response.status_code >= SERVER_ERROR:
        _not_reached(ConnectionError())
    outage.ends()


def _not_reached(exception, **call):
    """A store that is lost is no missing file: the reader is asked to come back (portal.views.server_error)."""
    outage.begins(exception)
    raise ConnectionError from exception


class StoredObject(File):
    """A file of the store, read in parts where it is asked for and never fetched whole."""

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
            parts.append(self._from_part(stop))
            self._position += len(parts[-1])
        return b"".join(parts)

    def _from_part(self, stop):
        begin = self._position - self._start
        if not 0 <= begin < len(self._part):
            last = min(self._position + PART, self.size) - 1
            answer = self._object.get(Range=f"bytes={self._position}-{last}")
            self._start, self._part, begin = self._position, answer["Body"].read(), 0
        return self._part[begin : begin + stop - self._position]
