"""What goes out and comes down by the clock is told to whose it is, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.notifications import clock
from portal.notifications.models import ClockMark, Occurrence
from publishing.workflow import make_move
from tests.factories import make_article
from tests.notifications.test_who_is_told import draft_of, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def let_pass(monkeypatch):
    """`let_pass(hours=1)`: let time go by, and look what has passed."""
    moment = {"now": timezone.now()}
    monkeypatch.setattr(timezone, "now", lambda: moment["now"])
    clock.notice_instants()

    def let_pass(**time):
        moment["now"] += timedelta(**time)
        clock.notice_instants()

    return let_pass


@pytest.fixture
def scheduled(staff):
    """An article that goes out in ten minutes, and its writer."""
    writer = staff("Phóng viên")
    article = make_move("approve", submitted(writer), by=staff("Biên tập viên"))
    at = timezone.now() + timedelta(minutes=10)
    return make_move("schedule", article, by=staff("Thư ký tòa soạn"), at=at), writer


def test_writer_is_told_when_the_moment_has_come_and_not_before(let_pass, scheduled, told):
    article, writer = scheduled
    let_pass(minutes=9)
    assert told(writer) == []

    let_pass(minutes=2)

    assert told(writer) == [("out", article.pk)]


def test_every_look_of_every_process_tells_of_it_once(let_pass, scheduled, told):
    article, writer = scheduled
    let_pass(minutes=11)
    told(writer)
    for _ in range(5):
        let_pass(seconds=20)
    ClockMark.objects.update(at=timezone.now() - timedelta(minutes=15))  # what a process that stood still would do
    let_pass(seconds=1)

    assert told(writer) == [("out", article.pk)]
    assert Occurrence.objects.filter(happening="out").count() == 1


def test_what_passed_while_nothing_ran_is_told_when_it_runs_again(let_pass, scheduled, told):
    article, writer = scheduled

    let_pass(hours=10)

    assert told(writer) == [("out", article.pk)]


def test_end_is_told_too(let_pass, staff, told):
    writer = staff("Phóng viên")
    article = draft_of(writer)
    make_move("force", article, by=staff("Thư ký tòa soạn"), note="Gấp.")
    type(article).objects.update(unpublish_at=timezone.now() + timedelta(minutes=5))

    let_pass(minutes=6)

    assert told(writer) == [("out", article.pk), ("down", article.pk)]


def test_what_was_published_by_hand_or_brought_over_is_not_told_by_the_clock(let_pass):
    make_article(publish_at=timezone.now() + timedelta(seconds=1))

    let_pass(minutes=1)

    assert not Occurrence.objects.exists()


def test_schedule_that_was_cancelled_is_not_told(let_pass, scheduled, staff, told):
    article, writer = scheduled
    make_move("unschedule", article, by=staff("Thư ký tòa soạn"))

    let_pass(minutes=11)

    assert told(writer) == []


def test_first_look_tells_nothing_of_the_past(scheduled):
    Occurrence.objects.all().delete()

    clock.notice_instants()

    assert not Occurrence.objects.exists()
    assert ClockMark.objects.count() == 1
