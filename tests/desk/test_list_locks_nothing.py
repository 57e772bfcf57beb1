"""A list that is only looked at locks nothing: on SQLite a transaction is the lock of the whole database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db


def test_list_that_is_looked_at_begins_no_transaction(me):
    with CaptureQueriesContext(connection) as queries:
        me.get("/admin/news/category/")

    assert [query["sql"] for query in queries if "SAVEPOINT" in query["sql"]] == []
