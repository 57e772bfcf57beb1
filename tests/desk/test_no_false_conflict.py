"""What nobody has changed conflicts with nobody: a form opened and sent as it stands, twice, or by a script."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.models import Event
from tests.desk.conflicts import KINDS, main_field, make
from tests.desk.forms import address, opened, sent
from tests.factories import make_announcement, make_category, make_image, make_programme, make_user, make_video

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", KINDS)
def test_form_sent_twice_from_one_page_is_saved_twice(me, model):
    thing, (name, _, mine) = make(model), main_field(model)
    values = opened(me, thing)

    for _ in range(2):
        answer = sent(me, thing, values, **{name: mine})
        assert answer.redirect_chain, answer.text

    thing.refresh_from_db()
    assert getattr(thing, name) == mine
    assert Event.objects.of(thing).filter(name="change").count() == 1


@pytest.mark.parametrize("model", KINDS)
@pytest.mark.parametrize("version", [{}, {"version": ""}])
def test_form_without_the_mark_is_saved_as_by_a_script(me, other, model, version):
    thing, (name, theirs, mine) = make(model), main_field(model)
    values = opened(me, thing)
    values.pop("version")
    sent(other, thing, opened(other, thing), **{name: theirs})

    answer = sent(me, thing, values | version, **{name: mine})

    thing.refresh_from_db()
    assert answer.redirect_chain
    assert getattr(thing, name) == mine


def test_what_changes_by_itself_is_no_change_of_anybody(me):
    image, user, programme = make_image(alt="Người dân đi bỏ phiếu"), make_user(), make_programme()
    seen = {thing: opened(me, thing) for thing in (image, user, programme)}
    image.file.render_for_point("30-70")
    type(user).objects.filter(pk=user.pk).update(last_login=timezone.now())
    type(programme).objects.filter(pk=programme.pk).update(sort_key="khác", folded="khác")
    make_video(programme=programme)

    assert all(sent(me, thing, values).redirect_chain for thing, values in seen.items())


def test_spaces_and_seconds_that_no_input_keeps_are_no_change(me):
    category = make_category(name="Một", description="Dòng một\nDòng hai")
    start = timezone.now() - timedelta(hours=2)
    announcement = make_announcement(starts_at=start.replace(second=17, microsecond=99))
    seen = {thing: opened(me, thing) for thing in (category, announcement)}
    seen[category]["description"] = "Dòng một\r\nDòng hai  "

    for thing, values in seen.items():
        for _ in range(2):
            assert sent(me, thing, values).redirect_chain


def test_lines_left_alone_are_taken_from_the_other_however_a_browser_ends_them(me, other):
    category = make_category(description="Dòng một\nDòng hai")
    values = opened(me, category)
    sent(other, category, opened(other, category), description="Của Mai")

    answer = sent(me, category, values, description="Dòng một\r\nDòng hai")

    assert "đã lấy theo bản của họ: giới thiệu." in answer.text


def test_saving_and_going_on_from_the_next_page_is_no_conflict(me):
    category = make_category(name="Một")

    sent(me, category, opened(me, category), name="Hai", _continue="1")
    sent(me, category, opened(me, category), name="Ba")

    category.refresh_from_db()
    assert category.name == "Ba"
    assert me.get(address(category)).status_code == 200
