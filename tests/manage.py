"""`manage.py` run as a person runs it, in a process of its own; but a picture is decoded once in a run."""

import os
import resource
import subprocess
import sys

from django.conf import settings

SECONDS = 600  # at most; a busy machine takes its time


def start(*words, limit=None, **environment):
    """Start a command and answer its process; what `environment` does not say is as in the tests.

    `limit` is how many bytes a file that it writes may have.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.renditions", *map(str, words)],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        umask=0o022,
    )
    if limit:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (limit, limit))
    return process


def run(*words, status=0, limit=None, **environment):
    """Run a command to its end, expect that status, and answer what it printed, or complained of when it fails."""
    with start(*words, limit=limit, **environment) as process:
        try:
            printed, complained = process.communicate(timeout=SECONDS)
        finally:
            process.kill()
    assert process.returncode == status, printed + complained
    return complained if status else printed
