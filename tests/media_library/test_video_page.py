from datetime import date, datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from media_library.models import Video
from publishing.richtext import plain_text
from tests.factories import make_image, make_programme, make_video
from tests.media_library import samples

pytestmark = pytest.mark.django_db


def page_of(client, **fields):
    return client.get(make_video(**fields).get_absolute_url()).content.decode()


def words(page):
    return " ".join(plain_text(page).split())


def test_segment_carries_programme_month_date_and_count(client):
    page = page_of(
        client,
        title="Chuyên mục tháng Chín",
        programme=make_programme(name="Đại Đoàn kết"),
        issue_month=date(2020, 9, 1),
        publish_at=datetime(2020, 2, 11, tzinfo=timezone.get_default_timezone()),
    )

    assert "Đại Đoàn kết tháng 9/2020" in words(page)
    assert "Ngày đăng: 11/02/2020 - Lượt xem: 0" in words(page)
    assert "<h1>Chuyên mục tháng Chín</h1>" in page


def test_uploaded_video_plays_without_loading_itself_first(client, media_root):
    poster = make_image()
    page = page_of(client, file=ContentFile(samples.mp4(), name="phim.mp4"), poster=poster)

    player = page[page.index("<video") : page.index("</video>")]
    assert 'preload="metadata"' in player
    assert f'poster="{poster.responsive("lead").address(720, "webp")}"' in player
    assert 'src="/media/video/' in player


def test_youtube_is_a_plain_link_and_nothing_foreign_loads_by_itself(client):
    page = page_of(client, youtube_id="dQw4w9WgXcQ")

    assert '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ" rel="external noopener">' in page
    assert "<iframe" not in page
    assert 'src="http' not in page


def test_transcript_is_folded_in_and_escaped(client):
    page = page_of(client, transcript="Xin chào <b>bà con</b>.\n\nHết.")

    details = page[page.index('<details class="transcript"') : page.rindex("</details>")]
    assert "<summary>Lời thoại</summary>" in details
    assert "<p>Xin chào &lt;b&gt;bà con&lt;/b&gt;.</p>" in details


def test_segment_of_nothing_but_a_title_is_whole(client):
    page = page_of(client, youtube_id="", file="")

    assert "Lời thoại" not in page
    assert "<video" not in page
    assert "Thời lượng" not in page
    assert "None" not in page


@pytest.mark.parametrize(
    ("seconds", "shown"), [(None, ""), (0, ""), (5, "0:05"), (725, "12:05"), (3600, "1:00:00"), (3725, "1:02:05")]
)
def test_running_time_is_written_as_a_player_shows_it(seconds, shown):
    assert Video(duration=seconds).running_time == shown


def test_segment_costs_the_same_with_and_without_programme_and_poster(client, django_assert_max_num_queries):
    video = make_video(programme=make_programme(), poster=make_image())

    with django_assert_max_num_queries(12):
        client.get(video.get_absolute_url())


def test_reader_at_the_front_door_counts_once(door):
    video = make_video()

    first, second = (door.get(video.get_absolute_url()).text for _ in range(2))

    assert "Lượt xem: 1" in words(first)
    assert "Lượt xem: 2" in words(second)
