"""A site with the demo over a PostgreSQL of its own, with a wire between them."""

import os
import re
import subprocess
import sys

import psycopg2
from django.conf import settings

from tests.faults.wire import Wire
from tests.postgresql import PostgreSQL, own_folder
from tests.running_site import Site


class Place:
    """A site, its database, and the wire between them."""

    def __init__(self, folder):
        folder.mkdir()
        self.database = PostgreSQL(own_folder(), durable=True)
        self.wire = Wire(self.database.port)
        self.site = Site(folder)
        self.url = self.database.url.replace(f":{self.database.port}/", f":{self.wire.port}/")
        own = {"DATABASE_URL": self.url, "DATA_DIR": str(folder), "SECRET_KEY": settings.SECRET_KEY}
        command = [sys.executable, settings.BASE_DIR / "manage.py", "prepare", "--demo"]
        prepared = subprocess.run(command, env={**os.environ, **own}, check=True, capture_output=True, timeout=120)
        self.printed = prepared.stdout.decode()

    def totals(self, paths):
        """How often each article was read, by the tables."""
        ids = {path: int(re.search(r"-(\d+)/$", path)[1]) for path in paths}
        with psycopg2.connect(self.database.url) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT thing_id, total FROM traffic_viewtotal WHERE kind = 'article'")
            found = dict(cursor.fetchall())
        return {path: found.get(pk, 0) for path, pk in ids.items()}
