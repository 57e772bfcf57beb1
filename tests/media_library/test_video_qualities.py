"""A film that was made in several qualities is offered in all of them, the medium one first."""

import os
import re
import time
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from media_library.models import Transcoding, Video
from publishing.models import Revision
from tests.factories import make_video
from tests.media_library import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root", "uploads")]


def stored(name):
    return default_storage.save(f"video/2026/11/{name}.mp4", ContentFile(samples.mp4()))


def transcoded(video, *sides):
    made = {str(side): {"file": stored(f"ban-{side}"), "size": side * 1000} for side in sides}
    return Transcoding.objects.create(source=video.file.name, side=1080, size=5_000_000, made=made, is_done=True)


@pytest.fixture
def video():
    return make_video(file=ContentFile(samples.mp4(), name="phim.mp4"), youtube_id="")


def sources(page):
    return re.findall('<source src="/media/([^"]+)" type="([^"]+)">', page)


@pytest.mark.parametrize(
    ("sides", "order"), [([720, 480, 360], [480, 1080, 720, 360]), ([720], [720, 1080]), ([360], [1080, 360])]
)
def test_player_takes_the_medium_quality_and_the_others_stand_below(client, video, sides, order):
    made = transcoded(video, *sides).made

    page = client.get(video.get_absolute_url()).content.decode()

    names = [made[str(side)]["file"] if side != 1080 else video.file.name for side in order]
    assert sources(page) == [(name, "video/mp4") for name in names]
    links = re.findall('data-side="([0-9]+)"( aria-current="true")?', page)
    assert [int(side) for side, _ in links] == sorted(order, reverse=True)
    assert [int(side) for side, is_current in links if is_current] == order[:1]
    assert "(bản gốc)" in page


def test_home_page_plays_the_same(client, video):
    made = transcoded(video, 480).made

    page = client.get("/").content.decode()

    assert [name for name, _ in sources(page)] == [made["480"]["file"], video.file.name]
    assert "Chất lượng:" not in page


def test_film_alone_is_played_as_it_is(client, video):
    page = client.get(video.get_absolute_url()).content.decode()

    assert f'src="{video.file.url}"' in page
    assert "<source" not in page
    assert "Chất lượng" not in page


def test_qualities_cost_one_query(video, django_assert_num_queries):
    transcoded(video, 720, 480)

    with django_assert_num_queries(1):
        assert len(video.qualities) == len(video.qualities) == 3


def test_cached_page_has_the_qualities_as_soon_as_they_are_made(door, media_root):
    video = make_video(file=ContentFile(samples.mp4(), name="phim.mp4"), youtube_id="")
    door.get(video.get_absolute_url())

    transcoded(video, 480)
    door.turn()

    assert len(sources(door.get(video.get_absolute_url()).text)) == 2


def test_restored_film_finds_what_was_made_of_it(video):
    transcoded(video, 480)
    old = video.file.name
    video.file = ContentFile(samples.WEBM, name="moi.webm")
    video.save()
    assert Video.objects.get().qualities == []

    Video.objects.update(file=old)

    assert [one.side for one in Video.objects.get().qualities] == [480, 1080]


def check(*words):
    out = StringIO()
    call_command("media", "check", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_what_was_made_of_a_film_in_use_is_in_use_and_goes_when_the_film_goes(video):
    copy = transcoded(video, 480).made["480"]["file"]
    os.utime(default_storage.path(copy), (time.time() - 200_000,) * 2)
    assert "0 tệp thừa" in check("--sweep")

    video.delete(), Revision.objects.all().delete()
    check("--sweep")

    assert (default_storage.exists(copy), Transcoding.objects.count()) == (False, 0)
