"""One request and its answer, of which nothing stays in the database."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import compress

from django.db import connection, transaction

FORM = "application/x-www-form-urlencoded"
WRITING = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
OF_NOBODY = {"django_session"}  # what a refused request may write too,
# and in which columns: when somebody was last there, and how often a share link was opened
OF_EVERY_REQUEST = {"seen_at", "last_seen_at", "last_used_at", "times_used"}


@dataclass(frozen=True)
class Exchange:
    status: int
    location: str
    body: bytes
    written: frozenset  # names of tables whose rows are others now; a lock that was taken back changes none
    content_type: str
    fault: BaseException | None = None

    @property
    def is_page(self):
        return self.content_type.startswith("text/html")

    @property
    def verdict(self):
        """The status, or "in" where signing in, or a second factor, is asked for first."""
        is_sent_to_sign_in = self.status == 302 and self.location.startswith(("/admin/login/", "/admin/hai-lop/?next="))
        return "in" if is_sent_to_sign_in else str(self.status)


def exchange(client, method, address, body="", *, then=()):
    """Send a request, note what its answer wrote, and take it back, with the sign-in as it was before.

    Where it wrote something, the pages `then` are opened too, and their text is added to that of the answer.
    """
    session = client.cookies["sessionid"].value if "sessionid" in client.cookies else ""
    with transaction.atomic():
        with _noting_writes() as written:
            answer = client.generic(method, address, body, content_type=FORM)
            content = _content(answer)
        for path in then if written - OF_NOBODY else ():
            content += _content(client.get(path, follow=True))
        after = {table: _rows(table) for table in written - OF_NOBODY}
        transaction.set_rollback(True)
    client.cookies["sessionid"] = session
    fault = getattr(answer, "exc_info", None)
    return Exchange(
        answer.status_code,
        answer.headers.get("Location", ""),
        content,
        frozenset(table for table, rows in after.items() if rows != _rows(table)),
        answer.headers.get("Content-Type", ""),
        fault[1] if answer.status_code >= 500 and fault else None,
    )


def _content(answer):
    return b"".join(answer) if answer.streaming else answer.content


def _rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- a name that a query had
        kept = [name not in OF_EVERY_REQUEST for name, *_ in cursor.description]
        return sorted(repr(list(compress(row, kept))) for row in cursor.fetchall())


@contextmanager
def _noting_writes():
    tables = set()

    def note(execute, sql, params, many, context):
        if found := WRITING.match(sql):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables
