"""Disks without room: a small one in memory, which only root may mount, or a limit of what files may hold."""

import errno
import resource
import subprocess
from contextlib import suppress

MAX_FILE_BYTES = 8_192  # bytes of a file under the limit: room for the log, not for a page, a tally or a transaction
CHUNK_BYTES = 2**20


class Limit:
    """Files of the site's processes may not grow; what is there may be written. On SQLite the database neither."""

    name = "files limited"

    def __init__(self, site):
        self.site = site

    def fill(self):
        self._limit(MAX_FILE_BYTES)

    def free(self):
        self._limit(resource.RLIM_INFINITY)

    def close(self):
        pass

    def _limit(self, largest):
        for pid in self.site.workers():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))


class SmallDisk:
    """A disk of twelve megabytes under the site's DATA_DIR. Raises OSError where mounting is not permitted."""

    name = "disk full"

    def __init__(self, folder):
        self.folder = folder
        command = ["mount", "-t", "tmpfs", "-o", "size=12m", "portal-tests", folder]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            raise OSError(errno.EPERM, "mount", folder)

    def fill(self):
        with suppress(OSError), (self.folder / "filling").open("ab", buffering=0) as file:
            while file.write(b"x" * CHUNK_BYTES) == CHUNK_BYTES:
                pass

    def free(self):
        (self.folder / "filling").unlink()

    def close(self):
        subprocess.run(["umount", "--lazy", self.folder], check=True)
