"""Writing past the portal, and what a run then tells."""

from django.db import connection

from portal.watch.running import run
from publishing.models import State
from tests.factories import make_article


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def texts():
    return sorted(f"{finding.kind}: {finding.text}" for finding in run())


BODY = '<p>Xem <a href="https://{}/a" rel="noopener">ở đây</a>.</p>'


def article_to(host, **fields):
    return make_article(body=BODY.format(host), **{"state": State.APPROVED, **fields})
