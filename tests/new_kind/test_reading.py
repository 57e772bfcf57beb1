"""Counting and caching of a kind that nothing outside its package names."""

from datetime import timedelta

from django.utils import timezone

from publishing.workflow import make_move
from tests.factories import make_user
from tests.portal.test_counted_details import totals
from tests.publishing.editing import ALL
from traffic.thing_keys import SITE_KEY


def test_one_read_is_one_view_that_list_and_page_show(door, make_decree):
    decree = make_decree()

    door.get(decree.get_absolute_url())

    assert totals(door) == {SITE_KEY: 1, ("decree", decree.pk): 1}
    assert "1 lượt xem" in door.get("/quyet-dinh/").text


def test_redirect_and_refusal_count_nothing(door, make_decree):
    decree, draft = make_decree(), make_decree(state="draft")

    statuses = [door.get(f"/quyet-dinh/{each}/").status for each in (f"sai-{decree.pk}", f"x-{draft.pk}")]

    assert statuses == [301, 404]
    assert totals(door) == {}


def test_cached_page_knows_when_it_comes_down(door, make_decree):
    at = timezone.now() + timedelta(hours=1)
    path = make_decree(unpublish_at=at).get_absolute_url()

    door.get(path)

    assert door.application.store.get((path, ())).gone_at == at.timestamp()


def test_withdrawn_one_is_on_no_cached_page(door, make_decree):
    decree = make_decree(title="Gỡ đi")
    paths = [decree.get_absolute_url(), "/quyet-dinh/", "/quyet-dinh/rss/", "/sitemap-quyet-dinh-0.xml"]
    assert all("go-di" in door.get(path).text for path in paths)

    make_move("withdraw", decree, by=make_user(*ALL), note="Xem lại")
    door.turn()

    assert not any("go-di" in door.get(path).text for path in paths)
    assert door.get(paths[0]).status == 410
