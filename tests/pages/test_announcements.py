from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from portal.pages.announcements import announcements_now
from portal.pages.models import Announcement
from tests.factories import make_announcement, make_image

pytestmark = pytest.mark.django_db

BANNER = Template("{% load chrome %}{% announcements as shown %}{{ shown.festive.image.file.url }}")
NOW, HOUR = timezone.now(), timedelta(hours=1)


def test_current_is_what_has_begun_and_not_ended():
    running = make_announcement(starts_at=NOW - HOUR, ends_at=NOW + HOUR)
    make_announcement(starts_at=NOW + HOUR, ends_at=NOW + 2 * HOUR)
    make_announcement(starts_at=NOW - 2 * HOUR, ends_at=NOW - HOUR)

    assert list(Announcement.objects.current()) == [running]


def test_notices_come_newest_first():
    old, new = make_announcement(starts_at=NOW - 2 * HOUR), make_announcement(starts_at=NOW - HOUR)

    assert announcements_now().notices == [new, old]


def test_feast_and_mourning_are_no_notices():
    feast = make_announcement(kind="festive", image=make_image())

    assert (announcements_now().notices, announcements_now().mourning, announcements_now().festive) == ([], None, feast)


def test_mourning_wins_over_a_feast():
    make_announcement(kind="festive")
    mourning = make_announcement(kind="mourning")

    assert (announcements_now().mourning, announcements_now().festive) == (mourning, None)


def test_feast_comes_back_after_the_mourning():
    feast = make_announcement(kind="festive")
    make_announcement(kind="mourning", starts_at=NOW - 2 * HOUR, ends_at=NOW - HOUR)

    assert (announcements_now().mourning, announcements_now().festive) == (None, feast)


def test_announcements_are_one_query_with_their_pictures(django_assert_num_queries):
    for kind in ("notice", "festive", "festive"):
        make_announcement(kind=kind, image=make_image())

    with django_assert_num_queries(1):
        assert BANNER.render(Context()).startswith("/media/")


@pytest.mark.parametrize("days", [0, -1])
def test_form_refuses_an_end_before_the_start(client, sign_in, days):
    sign_in("Quản trị")
    start, end = ("02/09/2026", "08:00"), (f"{2 + days:02}/09/2026", "08:00")
    times = {f"{name}_{part}": at[part] for name, at in (("starts_at", start), ("ends_at", end)) for part in (0, 1)}

    answer = client.post("/admin/pages/announcement/add/", {"kind": "notice", "text": "Nghỉ lễ", **times})

    assert "Chọn thời điểm thôi hiện sau thời điểm bắt đầu hiện." in answer.text


def test_list_says_how_each_stands(client, sign_in):
    sign_in("Quản trị")
    make_announcement()
    make_announcement(starts_at=NOW + HOUR, ends_at=NOW + 2 * HOUR)
    make_announcement(starts_at=NOW - 2 * HOUR, ends_at=NOW - HOUR)

    page = client.get("/admin/pages/announcement/").text

    assert all(words in page for words in ("Đang hiện", "Sắp hiện", "Đã thôi hiện"))


@pytest.mark.parametrize("kind", ["notice", "mourning", "festive"])
@pytest.mark.parametrize(("url", "rel"), [("https://mattran.org.vn/", ' rel="external noopener"'), ("/tin-tuc/", "")])
def test_link_to_elsewhere_says_so(client, kind, url, rel):
    make_announcement(kind=kind, url=url)

    assert f'<a href="{url}"{rel}>' in client.get("/lien-ket/").text
