"""What is measured stands on tables filled by SQL, past the models; it must keep up with them."""

import re
from pathlib import Path

import pytest
from django.apps import apps

FILLED = Path(__file__).parent.parent / "benchmarks" / "million.sql"
INSERTS = re.findall(r"INSERT INTO (\w+) \(([^)]+)\)", FILLED.read_text())


@pytest.mark.parametrize(("table", "columns"), INSERTS, ids=[table for table, _ in INSERTS])
def test_million_articles_fill_every_column_that_wants_a_value(table, columns):
    filled = {column.strip(' "\n') for column in columns.split(",")}

    (model,) = [one for one in apps.get_models(include_auto_created=True) if one._meta.db_table == table]
    fields = [field for field in model._meta.concrete_fields if not (field.null or field.primary_key)]
    assert {field.column for field in fields if not field.has_db_default()} - filled == set()
