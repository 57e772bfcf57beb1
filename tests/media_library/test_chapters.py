"""Chapters are typed a line each, checked, listed as links, and passed to players, search and search engines."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from media_library.models import Video
from portal.search.models import Entry
from tests.factories import make_user, make_video
from tests.media_library.test_captions import film, page_of
from tests.media_library.test_media_admin import video_form
from tests.seo.page_head import head_of

pytestmark = pytest.mark.django_db

GOOD = "00:00 Lời chào\n\n01:12 Ngày hội <ở> Đông Sơn\n1:02:05 Hết"
SERVED = """WEBVTT

00:00:00.000 --> 00:01:12.000
Lời chào

00:01:12.000 --> 01:02:05.000
Ngày hội &lt;ở&gt; Đông Sơn

01:02:05.000 --> 01:05:00.000
Hết
"""
WRONG = {
    "no time": ("00:10 Lời chào\nNgày hội", "Dòng 2: hãy viết phút:giây rồi tên chương"),
    "no name": ("00:10", "Dòng 1: hãy viết phút:giây rồi tên chương"),
    "no minute": ("00:75 Lời chào", "Dòng 1: hãy viết phút:giây rồi tên chương"),
    "backwards": ("00:10 Lời chào\n\n00:09 Ngày hội", "Dòng 3: chương này phải bắt đầu sau"),
    "twice": ("00:10 Lời chào\n00:10 Ngày hội", "Dòng 2: chương này phải bắt đầu sau"),
    "after the end": ("00:10 Lời chào\n01:30 Hết", "Dòng 2: chương này bắt đầu khi phim đã hết (phim dài 1 phút"),
}


@pytest.mark.parametrize(("typed", "sentence"), WRONG.values(), ids=WRONG)
def test_line_that_is_no_chapter_is_refused_with_its_number(typed, sentence):
    with pytest.raises(ValidationError) as refusal:
        Video(title="Video", slug="video", chapters=typed, duration=90).clean()

    (message,) = refusal.value.message_dict["chapters"]
    assert message.startswith(sentence)


def test_chapters_need_not_begin_at_the_beginning_nor_the_length_be_known():
    Video(title="Video", slug="video", chapters="00:12 Lời chào\n59:59 Hết").clean()


def test_editor_reads_every_mistake_beside_its_field(client):
    client.force_login(make_user(is_superuser=True))

    answer = client.post(reverse("admin:media_library_video_add"), video_form(chapters="x", captions="x"))

    assert {"chapters", "captions"} <= answer.context["adminform"].form.errors.keys()


def test_reader_gets_each_chapter_as_a_link_with_a_name(client, media_root):
    video = make_video(file=film(), chapters=GOOD)

    page = page_of(client, video)

    assert f'<a href="{video.file.url}#t=72" data-moment="72">' in page
    assert "Phát từ 1 phút 12 giây: </span><span>Ngày hội &lt;ở&gt; Đông Sơn</span></a>" in page
    assert "Phát từ đầu: " in page
    assert "Phát từ 1 giờ 2 phút 5 giây: " in page


def test_player_gets_the_chapters_as_a_track(client, media_root):
    video = make_video(file=film(), chapters=GOOD, duration=3900)
    address = reverse("chapters", args=[video.pk])

    answer = client.get(address)

    assert (answer["Content-Type"], answer.content.decode()) == ("text/vtt; charset=utf-8", SERVED)
    assert f'<track kind="chapters" srclang="vi" label="Các chương" src="{address}">' in page_of(client, video)


@pytest.mark.parametrize("fields", [{"chapters": ""}, {"chapters": GOOD, "state": "draft"}])
def test_what_has_no_chapters_or_is_not_out_has_no_address_for_them(client, fields):
    assert client.get(reverse("chapters", args=[make_video(**fields).pk])).status_code == 404


def test_a_request_for_chapters_costs_one_query(client, django_assert_num_queries):
    video = make_video(chapters=GOOD)

    with django_assert_num_queries(1):
        client.get(reverse("chapters", args=[video.pk]))


def test_search_finds_a_word_of_a_chapter():
    make_video(title="Số tháng Chín", chapters="0:00 Hoàng anh")

    assert "Hoàng anh" in Entry.objects.get().text


def test_search_engines_are_told_where_each_chapter_is(client):
    video = make_video(chapters=GOOD)

    clips = head_of(client, video.get_absolute_url()).block("VideoObject")["hasPart"]

    assert [(clip["@type"], clip["startOffset"], clip.get("endOffset")) for clip in clips] == [
        ("Clip", 0, 72),
        ("Clip", 72, 3725),
        ("Clip", 3725, None),
    ]
    assert clips[1]["name"] == "Ngày hội <ở> Đông Sơn"
    assert clips[1]["url"].endswith(f"{video.get_absolute_url()}?t=72")
