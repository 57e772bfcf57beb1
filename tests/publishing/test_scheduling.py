from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from publishing.workflow import make_move
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

ALL = [f"publishing.{code}" for code in ("submit", "review", "publish", "force")]


@pytest.mark.parametrize("at", [None, timezone.now() - timedelta(minutes=1)])
def test_schedule_without_a_later_time_is_refused(at):
    with pytest.raises(ValidationError, match="sau lúc này"):
        make_move("schedule", make_article(state="approved"), by=make_user(*ALL), at=at)


def test_scheduled_article_appears_by_the_clock_alone(client, monkeypatch):
    at = timezone.now() + timedelta(hours=3)
    article = make_move("schedule", make_article(state="approved"), by=make_user(*ALL), at=at)
    assert client.get(article.get_absolute_url()).status_code == 404

    monkeypatch.setattr(timezone, "now", lambda: at)

    assert client.get(article.get_absolute_url()).status_code == 200


def test_unscheduled_article_is_approved_and_has_no_date():
    article = make_article(publish_at=timezone.now() + timedelta(days=1))

    article = make_move("unschedule", article, by=make_user(*ALL))

    assert (article.state, article.publish_at) == ("approved", None)
