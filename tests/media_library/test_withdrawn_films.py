"""A film and its qualities are not found by their names while no text for readers has it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from media_library.models import Transcoding
from media_library.signed_addresses import name_in
from publishing import saving, workflow
from tests.factories import make_user, make_video
from tests.media_library import samples
from tests.media_library.attachments import ask
from tests.media_library.files_seen import GONE, SENT, statuses

pytestmark = pytest.mark.django_db(transaction=True)


def segment(**fields):
    return make_video(file=ContentFile(samples.mp4(), name="phim.mp4"), youtube_id="", **fields)


def transcoded(name):
    """The film and a quality of it."""
    made = default_storage.save_beside(name, f"video/2026/11/{name[-10:-4]}.mp4", ContentFile(samples.mp4()))
    Transcoding.objects.create(source=name, side=720, size=9, made={"360": {"file": made, "size": 9}}, is_done=True)
    return [name, made]


@pytest.mark.parametrize("is_transcoded_before", [True, False])
def test_film_is_gone_with_its_segment_and_back_at_once(client, settle, is_transcoded_before):
    video = segment()
    names = transcoded(video.file.name) if is_transcoded_before else [video.file.name]
    settle()
    assert statuses(client, names) == SENT

    workflow.place(video, "withdrawn")
    settle()
    names = names if is_transcoded_before else transcoded(video.file.name)
    assert statuses(client, names) == GONE

    workflow.place(video, "approved")
    assert statuses(client, names) == SENT


def test_film_of_two_segments_is_there_until_the_last_is_withdrawn(client, settle):
    video = segment()
    copy = make_video(file=video.file.name, youtube_id="")

    for thing, expected in [(video, SENT), (copy, GONE)]:
        workflow.place(thing, "withdrawn")
        settle()
        assert statuses(client, [video.file.name]) == expected


def test_film_of_an_edit_is_out_when_it_is_approved(client, settle):
    video, new = make_video(), segment(state="draft").file.name
    writer, chief = make_user(is_superuser=True), make_user("publishing.review", "publishing.publish")
    video.file, video.youtube_id = new, ""
    saving.save_text(video, by=writer)
    video = workflow.make_move("submit", video, by=writer)
    settle()
    assert statuses(client, [new]) == GONE

    workflow.make_move("approve", video, by=chief)
    settle()

    assert statuses(client, [new]) == SENT


def test_staff_play_the_film_of_a_draft_in_parts(client):
    video = segment(state="draft")
    client.force_login(make_user(is_superuser=True))
    page = client.get(reverse("admin:media_library_video_change", args=[video.pk])).content.decode()
    address = page.partition('data-film="')[2].partition('"')[0]

    assert name_in(address.removeprefix("/media/")) == video.file.name
    answer = ask(client, None, address, range="bytes=10-19")
    assert (answer.status_code, answer.sent) == (206, samples.mp4()[10:20])
