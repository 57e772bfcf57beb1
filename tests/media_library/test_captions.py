"""Captions are checked, served to the player, and times in what is said lead to their moment."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from media_library.models import Video
from tests.factories import make_user, make_video
from tests.media_library import samples
from tests.media_library.test_media_admin import video_form

pytestmark = pytest.mark.django_db

GOOD = """WEBVTT

1
00:01.000 --> 00:04.000 line:0
Kính chào <i>quý vị</i>.

NOTE ghi chú

01:00:04.000 --> 01:00:05.500
Hết."""
WRONG = {
    "nothing of the kind": ("Xin chào", "Dòng 1: dòng đầu"),
    "no cue": ("WEBVTT\n\nXin chào", "Dòng 3: phụ đề chưa có lời"),
    "script": ("WEBVTT\n\n00:01.000 --> 00:02.000\n<script>x</script>", "Dòng 4: lời phụ đề chỉ"),
    "open tag": ("WEBVTT\n\n00:01.000 --> 00:02.000\n<img src=x", "Dòng 4: lời phụ đề chỉ"),
    "handler": ("WEBVTT\n\n00:01.000 --> 00:02.000\n<c onclick=<x>>", "Dòng 4: lời phụ đề chỉ"),
    "style": ("WEBVTT\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:02.000\nA", "Dòng 3: phụ đề không"),
    "no time": ("WEBVTT\n\n1s --> 2s\nA", "Dòng 3: thời gian phải"),
    "backwards": ("WEBVTT\n\n00:02.000 --> 00:02.000\nA", "Dòng 3: lời phải kết thúc"),
    "overlap": ("WEBVTT\n\n00:01.000 --> 00:04.000\nA\n\n00:03.999 --> 00:05.000\nB", "Dòng 6: lời này bắt đầu"),
}


def page_of(client, video):
    return client.get(video.get_absolute_url()).content.decode()


def film():
    return ContentFile(samples.mp4(), name="phim.mp4")


def test_good_captions_are_served_to_the_player_as_typed(client, media_root):
    video = make_video(file=film(), captions=GOOD)
    Video.full_clean(video)

    address = reverse("captions", args=[video.pk])
    answer = client.get(address)

    assert (answer["Content-Type"], answer.content.decode()) == ("text/vtt; charset=utf-8", GOOD)
    assert f'<track kind="captions" srclang="vi" label="Tiếng Việt" src="{address}" default>' in page_of(client, video)


@pytest.mark.parametrize(("typed", "sentence"), WRONG.values(), ids=WRONG)
def test_captions_that_would_not_play_are_refused_with_their_line(typed, sentence):
    with pytest.raises(ValidationError) as refusal:
        Video(title="Video", slug="video", captions=typed).clean()

    (message,) = refusal.value.message_dict["captions"]
    assert message.startswith(sentence)


def test_editor_reads_the_sentence_beside_the_field(client):
    client.force_login(make_user(is_superuser=True))

    answer = client.post(reverse("admin:media_library_video_add"), video_form(captions="x"))

    assert answer.context["adminform"].form.errors["captions"] == ["Dòng 1: dòng đầu của phụ đề phải là WEBVTT."]


@pytest.mark.parametrize("fields", [{"captions": ""}, {"captions": GOOD, "state": "draft"}])
def test_what_has_no_captions_or_is_not_out_has_no_address_for_them(client, fields):
    assert client.get(reverse("captions", args=[make_video(**fields).pk])).status_code == 404


def test_a_captions_request_costs_one_query(client, django_assert_num_queries):
    video = make_video(captions=GOOD)

    with django_assert_num_queries(1):
        client.get(reverse("captions", args=[video.pk]))


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ({"youtube_id": "dQw4w9WgXcQ"}, "https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=72s"),
        ({"vimeo_id": "7697"}, "https://vimeo.com/7697#t=72s"),
    ],
)
def test_time_in_what_is_said_leads_to_its_moment(client, source, address):
    page = page_of(client, make_video(transcript="01:12 Tiếng <đàn>\nsang hai\n\n1:00 giờ", **source))

    name = '<span aria-hidden="true">01:12</span><span class="visually-hidden">Phát từ 1 phút 12 giây</span>'
    assert f'<p><a href="{address}" data-moment="72">{name}</a> Tiếng &lt;đàn&gt;<br>sang hai</p>' in page


def test_time_leads_to_the_file_itself_where_no_script_runs(client, media_root):
    video = make_video(file=film(), transcript="1:00:02 Hết")

    assert f'<a href="{video.file.url}#t=3602" data-moment="3602">' in page_of(client, video)


def test_time_is_plain_where_nothing_plays(client):
    assert "<p>00:12 Xin chào</p>" in page_of(client, make_video(youtube_id="", transcript="00:12 Xin chào"))
