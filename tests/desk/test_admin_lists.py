"""Lists of the admin: pictures, states in words, views."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_category, make_image, make_programme, make_user, make_video
from tests.media_library.files_seen import unsigned
from tests.publishing.editing import ALL, write
from traffic.statistics import set_base

pytestmark = pytest.mark.django_db

LISTS = {"/admin/news/article/": make_article, "/admin/media_library/video/": make_video}
PICTURE = {make_article: "lead_image", make_video: "poster"}


@pytest.fixture
def superuser(client):
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.mark.parametrize(("path", "make"), LISTS.items())
def test_line_shows_the_picture_and_the_views(superuser, path, make):
    image = make_image()
    set_base(make(**{PICTURE[make]: image}), 1234)

    page = unsigned(superuser.get(path).text)

    assert f'<img src="{image.responsive("lead").address(240, "webp")}" alt=""' in page
    assert '<td class="field-views">1.234<span class="unit"> lượt xem</span></td>' in page


@pytest.mark.parametrize(("path", "make"), LISTS.items())
def test_list_asks_no_more_for_more(superuser, path, make, django_assert_max_num_queries):
    for _ in range(12):
        relation = {"category": make_category()} if make is make_article else {"programme": make_programme()}
        make(**{PICTURE[make]: make_image()}, **relation)

    with django_assert_max_num_queries(12):
        superuser.get(path)


def test_filter_by_state_finds_the_live_text_and_its_edit(superuser):
    write(make_article(title="Có bản sửa"), by=make_user(*ALL), summary="Mới")
    make_article(title="Đã gỡ", state="withdrawn")

    for state, found in [("published", True), ("draft", True), ("in_review", False), ("withdrawn", False)]:
        page = superuser.get(f"/admin/news/article/?trang-thai={state}").text
        assert ("Có bản sửa" in page) == found
        assert ("bản sửa: bản nháp" in page) == found


def test_states_are_told_in_words_and_by_the_clock(superuser):
    now = timezone.now()
    for state in ("draft", "in_review", "approved", "published", "withdrawn"):
        make_article(state=state)
    make_article(publish_at=now + timedelta(days=1))
    make_article(publish_at=now - timedelta(days=2), unpublish_at=now - timedelta(days=1))

    badges = re.findall(r'class="state state-(\w+)">([^<]+)<', superuser.get("/admin/news/article/").text)

    words = "đã hết hạn, hẹn giờ, đã gỡ, đã đăng, đã duyệt, chờ duyệt, bản nháp"
    names = ["expired", "scheduled", "withdrawn", "published", "approved", "in_review", "draft"]
    assert badges == list(zip(names, words.split(", "), strict=True))
