"""A foreign player may be shown on the pages of the segments that have one, and nothing foreign on any other."""

import pytest

from media_library.models import Video
from tests.factories import make_article, make_image, make_programme, make_video
from traffic.security_headers import security_headers

USUAL = security_headers()["Content-Security-Policy"]
YOUTUBE, VIMEO = {"youtube_id": "dQw4w9WgXcQ"}, {"vimeo_id": "7697"}
HOSTS = [(YOUTUBE, "https://www.youtube-nocookie.com"), (VIMEO, "https://player.vimeo.com")]


def policy(door, path):
    """The policy of the page as the store gives it."""
    door.get(path)
    return door.get(path).headers.get_all("Content-Security-Policy")


@pytest.mark.parametrize(("source", "host"), HOSTS)
def test_segment_may_show_the_one_player_it_needs(door, source, host):
    video = make_video(**source)

    (said,) = policy(door, video.get_absolute_url())

    assert set(said.split("; ")) - set(USUAL.split("; ")) == {f"frame-src {host}"}
    assert set(USUAL.split("; ")) <= set(said.split("; "))


def test_no_other_page_may_show_a_foreign_player(door):
    make_video(programme=make_programme(slug="ddk"), **YOUTUBE)
    own = make_video(youtube_id="", file="video/a.mp4").get_absolute_url()
    article = make_article(body=f'<figure class="video" data-video="{Video.objects.first().pk}"></figure>')
    pages = ["/", "/video/", "/chuyen-de/ddk/", own, article.get_absolute_url(), "/admin/login/"]

    assert {path: policy(door, path) for path in pages} == {path: [USUAL] for path in pages}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("source", "name", "player", "link"),
    [
        (YOUTUBE, "YouTube", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "https://www.youtube.com/watch?v="),
        (VIMEO, "Vimeo", "https://player.vimeo.com/video/7697?dnt=1", "https://vimeo.com/7697"),
    ],
)
def test_reader_is_told_whose_player_it_is_and_may_go_there_instead(client, source, name, player, link):
    page = client.get(make_video(title="Ngày hội", **source).get_absolute_url()).content.decode()

    assert f'data-embed="{player}" data-title="Ngày hội"' in page
    assert f"Video này ở {name}. Khi bạn bấm phát" in page
    assert f'<a href="{link}' in page
    assert "<iframe" not in page


@pytest.mark.django_db
def test_home_leads_to_the_segment_and_not_to_a_foreign_host(client):
    video = make_video(poster=make_image(), **YOUTUBE)

    page = client.get("/").content.decode()

    assert f'<a class="card-picture" href="{video.get_absolute_url()}" tabindex="-1" aria-hidden="true">' in page
    assert "https://www.youtube.com/watch" not in page
