"""A site with the demo over a PostgreSQL of its own, with a wire between them."""

import re

import psycopg2
from django.conf import settings

from tests import manage
from tests.faults.proxy import DatabaseProxy
from tests.postgresql import PostgreSQL, own_folder
from tests.running_site import Site


class ProxiedSite:
    """A site, its database, and the wire between them."""

    def __init__(self, folder):
        folder.mkdir()
        self.database = PostgreSQL(own_folder(), durable=True)
        self.proxy = DatabaseProxy(self.database.port)
        self.site = Site(folder)
        self.url = self.database.url.replace(f":{self.database.port}/", f":{self.proxy.port}/")
        own = {"DATABASE_URL": self.url, "DATA_DIR": str(folder), "SECRET_KEY": settings.SECRET_KEY}
        self.printed = manage.run("prepare", "--demo", **own)

    def totals(self, paths):
        """How often each article was read, by the tables."""
        ids = {path: int(re.search(r"-(\d+)/$", path)[1]) for path in paths}
        with psycopg2.connect(self.database.url) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT thing_id, total FROM traffic_viewtotal WHERE kind = 'article'")
            found = dict(cursor.fetchall())
        return {path: found.get(pk, 0) for path, pk in ids.items()}
