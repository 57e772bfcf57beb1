import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media_library.models import Image, Programme, Video
from media_library.signed_addresses import name_in
from tests.factories import make_attachment, make_image, make_programme, make_user, make_video
from tests.media_library import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_user(is_superuser=True))
    return client


def video_form(**typed):
    empty = dict.fromkeys(
        ["summary", "youtube_id", "poster", "duration", "transcript", "captions", "programme", "slug", "vimeo_id"], ""
    )
    return {**empty, "title": "Số tháng Chín", "unpublish_at_0": "", "unpublish_at_1": "", **typed}


@pytest.mark.parametrize("typed", ["09/2020", "9/2020", "09-2020", "15/09/2020", "01/09/2020"])
def test_editor_types_a_month_as_it_is_said(editor, typed):
    answer = editor.post(reverse("admin:media_library_video_add"), video_form(issue_month=typed))

    assert answer.status_code == 302
    assert f"{Video.objects.get().issue_month:%d/%m/%Y}" == "01/09/2020"


def test_editor_reads_the_month_back_as_typed(editor):
    editor.post(reverse("admin:media_library_video_add"), video_form(issue_month="09/2020"))

    page = editor.get(reverse("admin:media_library_video_change", args=[Video.objects.get().pk])).content.decode()

    assert 'value="09/2020"' in page


@pytest.mark.parametrize("typed", ["2020", "13/2020", "tháng 9", "09/20", "0/2020", "09/0000"])
def test_month_without_sense_is_refused_by_one_sentence(editor, typed):
    answer = editor.post(reverse("admin:media_library_video_add"), video_form(issue_month=typed))

    assert answer.context["adminform"].form.errors["issue_month"] == ["Hãy viết tháng/năm, ví dụ 09/2020."]


def test_editor_uploads_a_video(editor, stored):
    file = SimpleUploadedFile("phim.mp4", samples.mp4(), content_type="video/mp4")

    answer = editor.post(reverse("admin:media_library_video_add"), video_form(file=file))

    assert answer.status_code == 302
    assert stored() == [Video.objects.get().file.name]


def test_editor_makes_a_programme_and_its_slug_makes_itself(editor):
    editor.post(reverse("admin:media_library_programme_add"), {"name": "Đại Đoàn kết", "order": "0"})

    assert Programme.objects.get().slug == "dai-doan-ket"


def test_editor_uploads_a_picture_and_sees_it(editor, media_root):
    file = SimpleUploadedFile("Ảnh đẹp.jpg", samples.picture(size=(90, 60)), content_type="image/jpeg")

    editor.post(reverse("admin:media_library_image_add"), {"title": "Ngày hội", "alt": "Bà con múa sạp", "file": file})

    page = editor.get(reverse("admin:media_library_image_changelist")).content.decode()
    [shown] = map(name_in, re.findall(r'<img src="/media/([^"]+)"', page))
    assert f"/media/{shown}" == Image.objects.get().responsive("lead").address(240, "webp")
    assert "90 × 60" in page


@pytest.mark.parametrize("typed", ["Ngày hội Đại đoàn kết", "đại đoàn kết", "dai doan ket", "kết NGÀY"])
@pytest.mark.parametrize("kind", ["image", "attachment", "video", "programme"])
def test_search_forgives_accents_and_case(editor, kind, typed):
    text = "Ngày hội Đại đoàn kết"
    for title in (text, "Khác"):
        make_image(title=title)
        make_attachment(title=title)
        make_video(title=title)
        make_programme(name=title)

    answer = editor.get(reverse(f"admin:media_library_{kind}_changelist"), {"q": typed})

    assert [str(thing) for thing in answer.context["cl"].result_list] == [text]


@pytest.mark.parametrize("kind", ["image", "attachment", "video", "programme"])
def test_list_costs_the_same_however_long(editor, django_assert_max_num_queries, kind):
    for _ in range(12):
        make_video(programme=make_programme(), poster=make_image())
        make_attachment()

    with django_assert_max_num_queries(11):
        assert editor.get(reverse(f"admin:media_library_{kind}_changelist")).status_code == 200
