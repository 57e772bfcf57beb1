"""What was out and is out no more because its end has passed, on every way back to readers."""

from datetime import timedelta

from django.utils import timezone

from publishing.workflow import make_move
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL, write

HOUR = timedelta(hours=1)


def an_hour_ago():
    """As a form can hold it: without seconds."""
    return (timezone.now() - HOUR).replace(second=0, microsecond=0)


def run_out(make=make_article, **fields):
    """Something that was out and whose end has passed."""
    return make(publish_at=an_hour_ago() - HOUR, unpublish_at=an_hour_ago(), **fields)


def edited(thing):
    """The same with an edit that is approved."""
    user = make_user(*ALL)
    thing = make_move("submit", write(thing, by=user, title="Sửa"), by=user)
    return make_move("approve", thing, by=make_user(*ALL))


WAYS_OUT = {
    "restore": lambda make: run_out(make, state="withdrawn"),
    "publish": lambda make: edited(run_out(make)),
    "force": lambda make: edited(run_out(make, state="withdrawn")),
}
