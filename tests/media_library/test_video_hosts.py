"""What holds at each host of `video_hosts.HOSTS`: a row there is enough, with its field of the model."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from media_library.models import Video
from media_library.video_hosts import HOSTS, origin_of
from tests.factories import make_user, make_video
from tests.media_library.test_media_admin import video_form

pytestmark = pytest.mark.django_db
IDS = {"youtube_id": "dQw4w9WgXcQ", "vimeo_id": "76979871"}
each_host = pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)


@each_host
def test_address_of_its_page_and_of_its_player_is_stored_as_the_id(client, host):
    client.force_login(make_user(is_superuser=True))
    own = IDS[host.field]

    for address in (host.page_url.format(own), host.embed_url.format(own)):
        client.post(reverse("admin:media_library_video_add"), video_form(**{host.field: address}))

    assert list(Video.objects.values_list(host.field, flat=True)) == [own, own]


@each_host
def test_page_shows_its_player_after_a_click_and_no_other_origin(client, host):
    video = make_video(**{host.field: IDS[host.field]}, chapters="00:00 Mở đầu\n01:30 Hội nghị", duration=200)

    page = client.get(video.get_absolute_url())

    assert f'data-embed="{host.embed_url.format(IDS[host.field])}"' in page.text
    assert f"Video này ở {host.name}." in page.text
    assert (host.page_url + host.page_moment.format(90)).format(IDS[host.field]).replace("&", "&amp;") in page.text
    assert f"frame-src {origin_of(host.embed_url)}" in page["Content-Security-Policy"]


@each_host
def test_what_is_no_id_is_refused_wherever_it_comes_from(host):
    with pytest.raises(ValidationError, match=f"không phải mã của một video trên {host.name}"):
        Video(title="Video", slug="video", **{host.field: "<xấu>"}).full_clean()


@each_host
def test_one_source_is_all_a_video_has(host):
    video = make_video(**{host.field: IDS[host.field]})

    with pytest.raises(IntegrityError), transaction.atomic():
        Video.objects.filter(pk=video.pk).update(file="video/x.mp4")
