"""Seals are themselves sealed, and a head that was kept elsewhere tells of a chain that was rebuilt."""

import pytest
from django.contrib.contenttypes.models import ContentType

from publishing.models import Event, Seal
from publishing.models.append_only import AppendOnlyError
from publishing.sealing import seal_batch
from tests.publishing.sealed_log import complaint, make_sealed_log, newest, rebuild_chain, rewrite_seals, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def pks():
    return make_sealed_log()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "{}"),
        ("digest", "0" * 64),
        ("sealed_at", "2020-01-01 00:00:00+00:00"),
        ("is_complete", False),
        ("kind", "cut"),
    ],
    ids=["text", "digest", "sealed_at", "is_complete", "kind"],
)
def test_altered_seal_is_named(pks, column, value):
    number = newest().number - 1
    sql(f"UPDATE publishing_seal SET {column} = %s WHERE number = %s", value, number)  # noqa: S608 -- our own names

    assert complaint().startswith(f"Niêm phong số {number} (lúc ")


def test_seal_with_a_new_digest_does_not_fit_the_next(pks):
    seal = Seal.objects.get(number=newest().number - 1)
    seal.text = seal.text.replace("Cũ", "Mới")
    sql(
        "UPDATE publishing_seal SET text = %s, digest = %s WHERE number = %s",
        seal.text,
        seal.computed_digest(),
        seal.pk,
    )
    sql('UPDATE publishing_event SET before = \'{"name": "Mới"}\' WHERE id IN (%s, %s)', *pks[2:4])

    assert complaint().startswith(f"Niêm phong số {seal.number + 1} (lúc ")
    assert "không nối tiếp" in complaint()


def test_deleted_seal_is_named(pks):
    middle, last = newest().number - 1, newest().number
    sql("DELETE FROM publishing_seal WHERE number = %s", middle)
    assert complaint() == f"Niêm phong số {middle} đã bị xóa."

    sql("DELETE FROM publishing_seal WHERE number = %s", last)
    assert complaint().startswith(f"Việc số {pks[2]} (")


def test_deleted_first_seal_is_named(pks):
    sql("DELETE FROM publishing_seal WHERE number = 1")

    assert complaint() == "Niêm phong số 1 đã bị xóa."


@pytest.mark.parametrize(
    ("rebuild", "told"),
    [(rebuild_chain, "không còn trong nhật ký"), (rewrite_seals, "không mang mã đã giữ ở nơi khác")],
)
def test_rebuilt_chain_is_told_by_a_kept_head_alone(pks, rebuild, told):
    kept = newest()
    sql("UPDATE publishing_event SET note = 'x' WHERE id = %s", pks[3])
    rebuild()

    assert complaint() == ""
    assert told in complaint(kept_heads={kept.number: kept.digest})
    assert complaint(kept_heads={newest().number: newest().digest}) == ""


def test_end_that_was_taken_off_is_told_by_a_kept_head_alone(pks):
    kept = newest()
    sql("DELETE FROM publishing_seal WHERE number = %s", kept.number)
    sql("DELETE FROM publishing_event WHERE id IN (%s, %s)", *pks[-2:])

    assert complaint() == ""
    assert "không còn trong nhật ký" in complaint(kept_heads={kept.number: kept.digest})


def test_kind_that_was_renamed_or_went_with_its_app_is_no_tampering(pks):
    kind = ContentType.objects.create(app_label="old", model="thing")
    sql("UPDATE publishing_event SET content_type_id = %s WHERE id = %s", kind.pk, pks[0])
    rebuild_chain()

    ContentType.objects.filter(pk=kind.pk).update(model="renamed")
    assert complaint() == ""

    sql("UPDATE publishing_event SET content_type_id = NULL WHERE id = %s", pks[0])
    sql("DELETE FROM django_content_type WHERE id = %s", kind.pk)
    assert complaint() == ""


def test_seals_are_neither_changed_nor_deleted(pks):
    seal = newest()
    for act in (seal.save, seal.delete, Seal.objects.all().delete, lambda: Seal.objects.update(text="")):
        with pytest.raises(AppendOnlyError):
            act()


def test_what_was_recorded_before_there_were_seals_is_sealed(pks):
    sql("DELETE FROM publishing_seal")
    sql("INSERT INTO publishing_unsealedevent (event_id) SELECT id FROM publishing_event")

    assert complaint() == ""
    assert seal_batch()
    assert len(newest().entries()) == Event.objects.count()
