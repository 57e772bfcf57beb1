"""The renditions of a picture, made once in a run: most pictures of the tests are the same few bytes.

As a program, `python -m tests.renditions prepare --demo`, it is `manage.py` in a process that does so too.
"""

import hashlib
import json
import os
import runpy
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from media_library import image_processing

FOLDER = "KEPT_RENDITIONS"  # a variable of the environment
ANSWER = "answer.json"
run_decoder = image_processing._run_decoder


@contextmanager
def kept_in(directory):
    """Meanwhile the program that decodes pictures runs once for the same bytes, act and point.

    What it made then is given to all others, of other processes too; a refusal is not kept.
    """
    os.environ[FOLDER], image_processing._run_decoder = str(directory), run_once
    try:
        yield
    finally:
        image_processing._run_decoder = run_decoder


@contextmanager
def decoded_each_time():
    """Meanwhile nothing is kept, within `kept_in`."""
    directory, image_processing._run_decoder = os.environ.pop(FOLDER), run_decoder
    try:
        yield
    finally:
        os.environ[FOLDER], image_processing._run_decoder = directory, run_once


def run_once(act, source, focus):
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    kept = Path(os.environ[FOLDER]) / "-".join(map(str, (digest, act, source.suffix, *focus)))
    if kept.exists():
        shutil.copytree(kept, source.parent, dirs_exist_ok=True)
        return json.loads((kept / ANSWER).read_text())
    made = run_decoder(act, source, focus)
    if "refused" not in made:
        _keep(made, source, kept)
    return made


def _keep(made, source, kept):
    kept.parent.mkdir(parents=True, exist_ok=True)
    whole = Path(tempfile.mkdtemp(dir=kept.parent))
    shutil.copytree(source.parent, whole, dirs_exist_ok=True, ignore=shutil.ignore_patterns(source.name))
    (whole / ANSWER).write_text(json.dumps(made))
    with suppress(OSError):  # another process has kept the same meanwhile
        whole.rename(kept)


if __name__ == "__main__":
    if FOLDER in os.environ:
        image_processing._run_decoder = run_once
    runpy.run_path("manage.py", run_name="__main__")
