"""A running site over the demo's content, in a directory and a database of its own."""

import json

from tests import manage
from tests.running_site import Site

ALONE = {"DATABASE_URL": "", "SECRET_KEY": ""}  # SQLite and a key in its own directory
ASK = "from tests.page_kinds import as_json; print(as_json())"


class DemoSite(Site):
    """`addresses` has the path of one page of every kind, None for a kind that is missing."""

    def prepare(self) -> None:
        """Fill the directory: database, static files, demo."""
        self.manage("prepare", "--demo")
        self.addresses = json.loads(self.manage("shell", "--no-imports", "--command", ASK))

    def start(self, **environment):
        super().start(**ALONE, **environment)

    def manage(self, *words: str) -> str:
        """Run a command of `manage.py` on this site and answer what it printed."""
        return manage.run(*words, **ALONE, DATA_DIR=str(self.data_dir))
