"""Pictures and films of a text behind a share link, how often links are opened, and where nothing of them is left."""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from media_library import placement
from portal import shared_previews
from publishing.models import ShareLink
from tests.desk.forms import address
from tests.desk.share_links import make_link, open_link
from tests.factories import make_article, make_image, make_video
from tests.media_library import samples
from traffic.models import ViewTotal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article():
    """A draft whose picture has been moved aside."""
    image = make_image()
    article = make_article(state="draft", lead_image=image)
    placement.settle([image.file.name])
    return article


def pictures_in(page):
    return set(re.findall(r"/media/[^\s\"]+", page.text.split("<article")[1].split("</article>")[0]))


def statuses(paths):
    answers = [Client().get(path) for path in paths]
    for answer in answers:
        answer.close()
    return {answer.status_code for answer in answers}


def test_pictures_are_seen_as_long_as_the_link_and_no_longer(me, article):
    path = make_link(me, article)
    paths = pictures_in(open_link(path))
    assert paths
    assert statuses(paths) == {200}

    me.post(address(article, f"share-links/{ShareLink.objects.get().pk}/revoke/"))

    assert statuses(paths) == {404}


def test_film_is_seen_in_ranges(me):
    video = make_video(file=ContentFile(samples.mp4(), name="phim.mp4"), youtube_id="", state="draft")
    placement.settle([video.file.name])
    page = open_link(make_link(me, video))

    film = re.search(r'src="(/media/[^"#]+\.mp4)"', page.text)[1]
    answer = Client().get(film, headers={"Range": "bytes=0-9"})

    assert (answer.status_code, len(b"".join(answer))) == (206, 10)
    assert statuses([f"/media/{video.file.name}"]) == {404}


def test_addresses_of_pictures_end_with_the_link(me, article):
    path = make_link(me, article)
    ShareLink.objects.update(expires_at=timezone.now() + timedelta(hours=2))

    paths = pictures_in(open_link(path))

    last_hour = int(ShareLink.objects.get().expires_at.timestamp() // 3600)
    assert {int(re.search(r"/xem/(\d+)\.\d+-", one)[1]) for one in paths} == {last_hour}


def test_address_of_one_link_is_not_that_of_another(me, article):
    first, second = (make_link(me, article) for _ in range(2))
    paths = pictures_in(open_link(first))
    one, other = ShareLink.objects.order_by("pk").values_list("pk", flat=True)
    assert open_link(second).status_code == 200

    assert statuses(path.replace(f".{one}-", f".{other}-") for path in paths) == {404}
    assert statuses(path.replace(f".{one}-", "-") for path in paths) == {404}


def test_links_are_not_opened_too_often(me, article, monkeypatch):
    path = make_link(me, article)

    answers = [open_link(path) for _ in range(shared_previews.MAX_OPENED + 1)]

    assert [answer.status_code for answer in answers[-2:]] == [200, 429]
    assert answers[-1]["Cache-Control"] == "no-store"


def test_link_is_neither_kept_nor_counted(me, article, door):
    path = make_link(me, article)

    answers = [door.get(path, user_agent="Mozilla/5.0") for _ in range(2)]
    door.turn()

    assert [answer.status for answer in answers] == [200, 200]
    assert ShareLink.objects.get().times_used == 2
    assert not ViewTotal.objects.exists()


def test_search_engines_are_told_to_leave_links_alone(client):
    assert "Disallow: /xem-truoc/" in client.get("/robots.txt").text
