"""A running site over the demo's content, in a directory and a database of its own."""

import json
import os
import subprocess
import sys

from django.conf import settings

from tests.running_site import Site

KINDS = """home latest category article videos programme video albums album author source tag year month day links page
search search_empty site_map not_found gone""".split()
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
        return subprocess.run(
            [sys.executable, settings.BASE_DIR / "manage.py", *words],
            env={**os.environ, **ALONE, "DATA_DIR": str(self.data_dir)},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
