"""Nothing is published past its end: readers would find nothing, and the admin would say "done"."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from publishing.models import Event
from publishing.workflow import make_move
from tests.factories import make_article, make_user
from tests.kinds import each_kind
from tests.publishing.editing import ALL
from tests.publishing.withdrawn_and_expired import HOUR, WAYS_OUT, an_hour_ago, run_out

pytestmark = pytest.mark.django_db
NEVER_OUT = {"publish": "approved", "force": "draft"}


@pytest.mark.parametrize("name", WAYS_OUT)
@each_kind
def test_nothing_is_brought_out_again_past_its_end(make, name):
    thing = WAYS_OUT[name](make)

    with pytest.raises(ValidationError, match=r"đã qua\. Hãy mở trang sửa, bấm “Bỏ hẹn giờ gỡ” rồi mới đăng\."):
        make_move(name, thing, by=make_user(*ALL), note="Gấp")

    assert type(thing).objects.get(pk=thing.pk).version == thing.version


@pytest.mark.parametrize("name", NEVER_OUT)
def test_nothing_is_brought_out_first_past_its_end(name):
    article = make_article(state=NEVER_OUT[name], unpublish_at=an_hour_ago())

    with pytest.raises(ValidationError, match=r"Hãy sửa thời điểm tự gỡ rồi mới đăng\."):
        make_move(name, article, by=make_user(*ALL), note="Gấp")


@pytest.mark.parametrize("name", WAYS_OUT)
def test_with_its_end_taken_away_it_is_brought_out_and_found(client, name):
    thing = WAYS_OUT[name](make_article)

    thing = make_move("clear_end", thing, by=make_user(*ALL))
    thing = make_move(name, thing, by=make_user(*ALL), note="Gấp")

    assert client.get(thing.get_absolute_url()).status_code == 200


def test_taking_the_end_from_what_is_withdrawn_brings_nothing_out(client):
    thing = make_move("clear_end", run_out(state="withdrawn"), by=make_user(*ALL))

    assert (thing.state, thing.unpublish_at) == ("withdrawn", None)
    assert Event.objects.of(thing).last().name == "clear_end"
    assert client.get(thing.get_absolute_url()).status_code == 410


def test_end_that_is_to_come_does_not_stand_in_the_way():
    article = make_article(state="withdrawn", unpublish_at=timezone.now() + HOUR)

    assert make_move("restore", article, by=make_user(*ALL)).is_published


def test_end_before_a_scheduled_publication_is_refused():
    article = make_article(publish_at=timezone.now() + 3 * HOUR)

    with pytest.raises(ValidationError, match="ở sau lúc đăng"):
        make_move("set_end", article, by=make_user(*ALL), at=timezone.now() + HOUR)
