"""The tests' own environment, a plugin so that it is in place before Django reads its settings.

Every run and every process of a run has a DATA_DIR of its own in the system's temporary directory;
neither `var/` nor a `.env` is seen. The database is SQLite unless the shell names another in DATABASE_URL.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

DATABASE_URL = os.environ.get("DATABASE_URL", "")
SECRET_KEY = "only-for-tests-" * 4  # a shared database asks for one
EXAMPLE = Path(__file__).parent.parent / ".env.example"


def variables() -> list[str]:
    """The names of all variables the portal reads, as `.env.example` lists them."""
    lines = [line.removeprefix("#").strip() for line in EXAMPLE.read_text().splitlines()]
    return [name for name, equals, _ in (line.partition("=") for line in lines) if equals and name.isupper()]


def own_data_dir() -> Path:
    """A directory for this process, deleted at the end of the run."""
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        return Path(os.environ["DATA_DIR"]) / worker  # inside that of the process that started the workers
    path = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


data_dir = own_data_dir()
for name in variables():
    os.environ[name] = ""  # set but empty: the default, whatever a .env says
os.environ["DATA_DIR"] = str(data_dir)
os.environ["DATABASE_URL"] = DATABASE_URL
if DATABASE_URL:
    os.environ["SECRET_KEY"] = SECRET_KEY
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread that also calls factories
