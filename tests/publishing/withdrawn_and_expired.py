"""What was out and is out no more: withdrawn, or past its end; each way back to readers."""

from datetime import timedelta

from django.utils import timezone

from publishing.workflow import make_move
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL, approved_edit

HOUR = timedelta(hours=1)
LONG_AGO = timezone.now() - timedelta(days=40)


def an_hour_ago():
    """As a form can hold it: without seconds."""
    return (timezone.now() - HOUR).replace(second=0, microsecond=0)


def run_out(make=make_article, **fields):
    """Something that was out and whose end has passed."""
    return make(publish_at=an_hour_ago() - HOUR, unpublish_at=an_hour_ago(), **fields)


def withdrawn(make=make_article):
    """Something that came out long ago and was withdrawn after a mistake."""
    thing = make(publish_at=LONG_AGO)
    return make_move("withdraw", thing, by=make_user(*ALL), note="Sai số liệu")


WAYS_OUT = {
    "restore": lambda make: run_out(make, state="withdrawn"),
    "publish": lambda make: approved_edit(run_out(make)),
    "force": lambda make: approved_edit(run_out(make, state="withdrawn")),
}
