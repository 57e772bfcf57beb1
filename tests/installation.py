"""Places where the portal is installed, each with files and a database of its own."""

import secrets
import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings as django_settings

from tests import manage
from tests.postgresql import PROGRAMS
from tests.running_site import database_url


class Installation:
    """A DATA_DIR and a database, and the commands that work on them."""

    def __init__(self, data_dir, url):
        self.data_dir, self.url = data_dir, url
        self.environment = {"DATA_DIR": str(data_dir), "DATABASE_URL": url, "PATH": PROGRAMS}
        self.environment["SECRET_KEY"] = "" if django_settings.IS_SQLITE else django_settings.SECRET_KEY

    def manage(self, *words, status=0, limit=None):
        return manage.run(*words, status=status, limit=limit, **self.environment)

    def start(self, *words):
        return manage.start(*words, **self.environment)

    def backup(self, directory):
        """Make an archive and answer its folder."""
        before = set(directory.glob("2*"))
        self.manage("backup", directory)
        [folder] = set(directory.glob("2*")) - before
        return folder

    def ask(self, statement):
        """The rows that a statement finds."""
        is_sqlite = self.url.startswith("sqlite")
        opened = sqlite3.connect(self.url[len("sqlite:///") :]) if is_sqlite else psycopg2.connect(self.url)
        with closing(opened) as database, closing(database.cursor()) as cursor:
            cursor.execute(statement)
            return cursor.fetchall()

    def media(self):
        """The uploaded files, `{name: content}`."""
        root = self.data_dir / "media"
        return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def make_installation(transactional_db, tmp_path):
    """`make_installation()`: an empty DATA_DIR with an empty database."""
    made, server = [], database_url()

    def make():
        name = f"restored_{secrets.token_hex(4)}"
        data_dir = tmp_path / name
        if django_settings.IS_SQLITE:
            return Installation(data_dir, f"sqlite:///{data_dir}/portal.sqlite3")
        on_server(server, f"CREATE DATABASE {name} TEMPLATE template0")
        made.append(name)
        return Installation(data_dir, urlsplit(server)._replace(path=f"/{name}").geturl())

    yield make
    for name in made:
        on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def on_server(url, statement):
    with closing(psycopg2.connect(url)) as database:
        database.autocommit = True
        database.cursor().execute(statement)
