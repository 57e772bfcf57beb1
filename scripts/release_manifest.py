"""Write the manifest of a release: `python scripts/release_manifest.py MANIFEST`, a SHA-256 and a path a line.

It names every file that git knows or, where there is no git as in an image, every file of the packages, templates and
static files. `sha256sum --check` reads it too. Make it when the release is built, from files that nobody could have
changed, and put it where the portal's own user cannot write; `RELEASE_MANIFEST` tells `manage.py watch` where it is.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

RELEASE = Path(__file__).resolve().parent.parent
FOLDERS = ("portal", "news", "media_library", "publishing", "traffic", "vietnamese", "templates", "static", "locale")
FILES = ("manage.py", "pyproject.toml", "requirements.txt")


def names():
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=RELEASE, capture_output=True, check=True).stdout
        found = [name for name in listed.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [
            path for folder in FOLDERS for path in (RELEASE / folder).rglob("*") if "__pycache__" not in path.parts
        ]
        found = [path.relative_to(RELEASE).as_posix() for path in paths if path.is_file()]
        found += [name for name in FILES if (RELEASE / name).is_file()]
    return sorted(name for name in found if name in FILES or name.split("/")[0] in FOLDERS)


def main(target):
    lines = [f"{hashlib.sha256((RELEASE / name).read_bytes()).hexdigest()}  {name}\n" for name in names()]
    Path(target).write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} files: {target}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__.partition("\n")[0])
    main(sys.argv[1])
