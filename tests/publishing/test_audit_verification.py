"""Whatever SQL does to the audit log, the first row that differs is named."""

import pytest

from publishing.audit_log import record
from publishing.models import Event
from publishing.sealing import seal_batch
from tests.publishing.sealed_log import complaint, insert_copy, make_sealed_log, newest, sql

pytestmark = pytest.mark.django_db
OTHER_VALUES = {
    "name": "place",
    "object_id": 99,
    "thing_text": "Khác",
    "by_id": 99,
    "by_text": "Ai đó",
    "before": '{"name": "khác"}',
    "after": '{"name": "khác"}',
    "note": "khác",
    "at": "2020-01-01 00:00:00+00:00",
    "address": "203.0.113.9",
    "user_agent": "khác",
    "content_type_id": None,
}


@pytest.fixture
def pks():
    return make_sealed_log()


def test_untouched_log_is_whole(pks):
    assert complaint() == ""


@pytest.mark.parametrize("column", OTHER_VALUES)
@pytest.mark.parametrize("place", [0, 3, -1], ids=["first", "middle", "last"])
def test_altered_row_is_named(pks, column, place):
    sql(f"UPDATE publishing_event SET {column} = %s WHERE id = %s", OTHER_VALUES[column], pks[place])  # noqa: S608 -- our own names

    assert complaint().startswith(f"Việc số {pks[place]} (Sửa “Giám sát”, Hệ thống, lúc ")
    assert "đã bị sửa" in complaint()


def test_every_column_is_sealed_but_the_derived_one():
    """A column that is added later has to be sealed, or be named here."""
    columns = {field.column for field in Event._meta.concrete_fields}

    assert columns - OTHER_VALUES.keys() == {"id", "folded"}


@pytest.mark.parametrize("place", [0, 3, -1], ids=["first", "middle", "last"])
def test_deleted_row_is_named(pks, place):
    sql("DELETE FROM publishing_event WHERE id = %s", pks[place])

    assert complaint().startswith(f"Việc số {pks[place]} (")
    assert "đã bị xóa" in complaint()


def test_row_deleted_before_it_was_sealed_is_named(pks):
    event = record("add", thing_text="x")
    sql("DELETE FROM publishing_event WHERE id = %s", event.pk)

    assert complaint() == f"Việc số {event.pk} đã bị xóa trước khi được niêm phong."
    assert seal_batch()
    assert complaint().startswith(f"Việc số {event.pk} đã bị xóa")


def test_inserted_row_is_named(pks):
    pk = insert_copy(pks[0])
    seal_batch()

    assert complaint().startswith(f"Việc số {pk} (")
    assert "đã bị chèn vào nhật ký" in complaint()


def test_inserted_row_with_a_date_of_long_ago_is_named_though_it_was_sealed(pks):
    pk = insert_copy(pks[0])
    sql("UPDATE publishing_event SET at = %s WHERE id = %s", "2020-01-01 00:00:00+00:00", pk)
    sql("INSERT INTO publishing_unsealedevent VALUES (%s)", pk)
    seal_batch()

    assert complaint().startswith(f"Việc số {pk} (")
    assert "đã bị chèn vào sau" in complaint()


def test_row_that_is_sealed_twice_is_named(pks):
    sql("INSERT INTO publishing_unsealedevent VALUES (%s)", pks[0])
    seal_batch()

    assert complaint().endswith(f"bị niêm phong thêm một lần nữa ở số {newest().number}.")


@pytest.mark.parametrize("moment", ["2020-13-45 00:00:00", "x"])
@pytest.mark.sqlite  # the other database takes none
def test_row_that_cannot_be_read_is_named(pks, moment):
    sql("UPDATE publishing_event SET at = %s WHERE id = %s", moment, pks[2])

    assert complaint().startswith(f"Việc số {pks[2]} (")


def test_first_of_several_is_named(pks):
    sql("DELETE FROM publishing_seal WHERE number = %s", newest().number)
    sql("UPDATE publishing_event SET note = 'x' WHERE id = %s", pks[1])

    assert complaint().startswith(f"Việc số {pks[1]} (")
