"""Two people have the same row open: the second is warned, sees both texts, and never overwrites an unseen change."""

import pytest
from django.contrib import admin

from publishing.conflict_admin import ConflictCheckedAdmin
from publishing.models import Event
from tests.desk.conflicts import FIELDS, KINDS, main_field, make, shown, told, written_by_another
from tests.desk.forms import Fields, opened, sent
from tests.factories import make_announcement, make_category, make_link, make_link_group, make_settings

pytestmark = pytest.mark.django_db


def test_every_kind_that_keeps_no_revisions_is_checked():
    kinds = {model: admin.site._registry[model] for model in KINDS}

    assert len(kinds) >= 14
    assert [model for model, each in kinds.items() if not isinstance(each, ConflictCheckedAdmin)] == []
    assert [model for model, each in kinds.items() if each.inlines] == []  # rows of inlines are not compared


@pytest.mark.parametrize("model", KINDS)
def test_second_is_refused_with_both_texts_and_saves_knowingly(me, other, model):
    thing, (name, theirs, mine) = make(model), main_field(model)
    values = opened(me, thing)
    sent(other, thing, opened(other, thing), **{name: theirs})

    answer = sent(me, thing, values, **{name: mine})
    thing.refresh_from_db()
    assert getattr(thing, name) == theirs
    assert "Trần Thị Mai (mai) đã lưu lúc" in answer.text
    assert f"Bản của họ: <strong>{theirs}</strong>" in answer.text
    assert Fields(answer.text).values[name] == str(mine)

    sent(me, thing, Fields(answer.text).values)
    thing.refresh_from_db()
    assert getattr(thing, name) == mine


@pytest.mark.leaves_out  # a picture that another has replaced by one without sizes
@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_field_left_alone_takes_what_the_other_wrote(me, model, name):
    thing = make(model, with_room_for=name)
    values = opened(me, thing)
    written_by_another(thing, name)

    answer = sent(me, thing, values)

    label = model._meta.get_field(name).verbose_name
    assert f"Những ô bạn không động đến đã lấy theo bản của họ: {label}." in answer.text
    assert told(Fields(answer.text).values) == shown(me, thing)


def test_texts_in_different_fields_are_both_kept_by_saving_again(me, other):
    settings = make_settings(province="tỉnh A", phone="1")
    values = opened(me, settings)
    sent(other, settings, opened(other, settings), phone="2")

    answer = sent(me, settings, values, province="tỉnh B")
    assert "Họ đã sửa: Điện thoại." in answer.text
    sent(me, settings, Fields(answer.text).values)

    settings.refresh_from_db()
    assert (settings.province, settings.phone) == ("tỉnh B", "2")


def test_moment_saved_knowingly_stands_in_the_record(me, other):
    announcement = make_announcement()
    values = opened(me, announcement)
    sent(other, announcement, opened(other, announcement), ends_at_0="01/01/2030")

    answer = sent(me, announcement, values, ends_at_0="02/02/2031", starts_at_0="01/11/2026")
    sent(me, announcement, Fields(answer.text).values)

    last = Event.objects.of(announcement).order_by("pk").last()
    assert set(last.after) == {"starts_at", "ends_at"}


def test_field_that_cannot_be_saved_as_typed_shows_the_others_text_too(me, other):
    category = make_category(order=1)
    values = opened(me, category)
    sent(other, category, opened(other, category), order=5)

    answer = sent(me, category, values, order="năm")

    assert "Bản của họ: <strong>5</strong>" in answer.text
    assert "Từ bản của họ đến bản của bạn" not in answer.text
    assert Fields(answer.text).values["order"] == "năm"


def test_what_both_have_pointed_elsewhere_is_named(me, other):
    link, theirs, mine = make_link(), make_link_group(name="Của Mai"), make_link_group(name="Của tôi")
    values = opened(me, link)
    sent(other, link, opened(other, link), group=theirs.pk)

    answer = sent(me, link, values, group=mine.pk)

    assert "Bản của họ: <strong>Của Mai</strong>" in answer.text


@pytest.mark.parametrize("version", ["không phải dấu", "1", "-1", "12 name:xyz"])
def test_mark_that_no_form_of_ours_sends_saves_nothing(me, version):
    category = make_category(name="Một")

    answer = sent(me, category, opened(me, category), name="Hai", version=version)

    category.refresh_from_db()
    assert category.name == "Một"
    assert Fields(answer.text).values["name"] == "Hai"
