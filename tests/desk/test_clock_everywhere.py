"""Each form of the desk reads the clock as people write it, as scheduling does."""

import pytest
from django.utils import timezone

from news.models import Article, Highlight
from portal.pages.models import Announcement
from tests.desk.forms import address, opened, sent
from tests.factories import make_article

pytestmark = pytest.mark.django_db
CLOCKS = [("17h", "17:00"), ("17h30", "17:30"), ("8 giờ", "08:00"), ("17g", "17:00")]
written_so = pytest.mark.parametrize(("typed", "read"), CLOCKS)


def clock(moment):
    return f"{timezone.localtime(moment):%H:%M}"


@written_so
def test_announcement(me, typed, read):
    days = {"starts_at_0": "01/12/2099", "ends_at_0": "02/12/2099", "starts_at_1": typed, "ends_at_1": typed}

    me.post("/admin/pages/announcement/add/", {"text": "Nghỉ lễ", "kind": "notice", **days})

    assert [clock(Announcement.objects.get().starts_at), clock(Announcement.objects.get().ends_at)] == [read, read]


@written_so
def test_highlight(me, typed, read):
    until = {"until_0": "01/12/2099", "until_1": typed}

    me.post("/admin/news/highlight/add/", {"article": make_article().pk, "order": 1, **until})

    assert clock(Highlight.objects.get().until) == read


@written_so
def test_end_of_a_draft(me, typed, read):
    article = make_article(state="draft")

    sent(me, article, opened(me, article), unpublish_at_0="01/12/2099", unpublish_at_1=typed)

    assert clock(Article.objects.get().unpublish_at) == read


@written_so
def test_end_of_what_is_out(me, typed, read):
    article = make_article()

    me.post(address(article, "move/set_end/"), {"at_0": "01/12/2099", "at_1": typed, "confirmed": "1"})

    assert clock(Article.objects.get().unpublish_at) == read
