"""The portal's files in DATA_DIR, other files there, and who may read them."""

import re
import stat
from contextlib import suppress
from pathlib import Path

DIRECTORIES = ("media", "pages", "stamps", "static", "tally", "uploads")
DATABASE_ENDINGS = ("", "-wal", "-shm", "-journal")
# With temporary drafts and locks, and what a file system has in its root
OWN_FILE_NAME = re.compile(
    r"secret_key(?:\.new|\.[0-9]+\.[0-9a-f]+)?|transcode\.lock|\.restore\.lock|\.write-[0-9]+-[0-9a-f]+|lost\+found"
)
# Names inside of these directories, if they are ours; in the others names come from people or Django
OWN_NAMES_INSIDE = {
    "pages": re.compile(r"kept(?:\.[0-9]+)?"),
    "stamps": re.compile(r"statics|search|search-halfway(?:\.[a-z0-9]+)?|roles|demo"),
    "tally": re.compile(r".+\.(?:tally|new|unreadable)"),
}


def foreign_entries(data_dir: Path, database: str) -> list[str]:
    """The names in `data_dir` that the portal does not create; `database` is the SQLite file, "" without one."""
    others = [path.name for path in data_dir.iterdir() if not _is_own(path.name, database)]
    for name, own in OWN_NAMES_INSIDE.items():
        with suppress(OSError):  # missing, or of another owner
            others += [f"{name}/{path.name}" for path in (data_dir / name).iterdir() if not own.fullmatch(path.name)]
    return sorted(others)


def keep_private(data_dir: Path, database: str, *, group_reads_media: bool) -> None:
    """Make our files in `data_dir`, and the SQLite file wherever it is, accessible to their owner alone.

    `data_dir` itself too, unless it holds foreign files or is sticky: closing `/srv` or `/tmp`, named by mistake,
    would lock out everybody else. A web server that sends uploaded files itself is in the owner's group, which then
    may read `media`, without what was moved aside in it, and nothing else. Targets of symbolic links and files of other
    owners are not changed.
    """
    aside = data_dir / "media" / "rieng"  # what readers may not have; see media_library.file_places
    within = [path for path in data_dir.iterdir() if _is_own(path.name, database) and not path.is_symlink()]
    files = [Path(f"{database}{ending}") for ending in DATABASE_ENDINGS] if database else []
    is_sticky = data_dir.stat().st_mode & stat.S_ISVTX
    whole = [] if is_sticky or foreign_entries(data_dir, database) else [data_dir]
    shared = {data_dir: 0o010, data_dir / "media": 0o050} if group_reads_media else {}
    for path in (*whole, *within, aside, *files):
        with suppress(OSError):  # deleted meanwhile, or of another owner
            mode = stat.S_IMODE(path.stat().st_mode)
            wanted = mode & ~0o077 | shared.get(path, 0)
            if wanted != mode:
                path.chmod(wanted)


def _is_own(name: str, database: str) -> bool:
    databases = {"portal.sqlite3", Path(database).name}
    own = {f"{file}{draft}{ending}" for file in databases for draft in ("", ".restore") for ending in DATABASE_ENDINGS}
    return name in DIRECTORIES or name in own or OWN_FILE_NAME.fullmatch(name) is not None
