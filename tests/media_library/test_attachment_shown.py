"""A document on the pages that carry it, shown in the browser on demand, and for staff before anybody may have it."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from publishing import revisions
from tests.factories import make_article, make_attachment, make_user, make_video
from tests.media_library import samples
from tests.media_library.attachments import ask, body, carried

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [make_article, make_video])
def test_page_lists_files_in_their_order_with_type_size_and_downloads(client, make):
    files = [make_attachment(title=title) for title in ("Phụ lục", "Kế hoạch.pdf")]
    thing = make(attachments=files)

    page = client.get(thing.get_absolute_url()).content.decode()

    first, second = (page.index(f'<a href="{file.get_absolute_url()}">Tải về') for file in files)
    assert first < second
    assert page.count(f"PDF, {files[0].size}\xa0byte, đã tải 0 lượt") == 2
    assert "/media/tep/" not in page


def test_pdf_is_shown_on_demand_and_nothing_else_is(client):
    pdf, word = carried(), carried(content=samples.office("word"))

    shown, downloaded = (ask(client, file, f"{file.get_absolute_url()}?xem=1") for file in (pdf, word))

    assert unquote(shown["Content-Disposition"]) == "inline; filename*=utf-8''Kế hoạch số 12.pdf"
    assert shown["Link"] == f'<http://127.0.0.1:8000{pdf.get_absolute_url()}>; rel="canonical"'
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    assert downloaded["Content-Disposition"].startswith("attachment")


def test_page_offers_to_show_pdf_alone(client):
    article = make_article(attachments=[carried(), carried(content=samples.office("word"))])

    page = client.get(article.get_absolute_url()).content.decode()

    assert page.count("?xem=1") == 1


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Công văn 12/MTTQ: “khẩn”", "Công văn 12-MTTQ- “khẩn”.pdf"),
        ("Báo cáo.pdf", "Báo cáo.pdf"),
        ("...", "tep.pdf"),
        ("../../etc/passwd", "-..-etc-passwd.pdf"),
        ("ế" * 200, "ế" * 150 + ".pdf"),
    ],
)
def test_file_has_a_name_that_every_system_takes(title, name):
    assert make_attachment(title=title).download_name == name


def test_staff_see_a_file_before_readers_do(client):
    file = carried(state="draft")
    client.force_login(make_user("media_library.view_attachment"))

    form = client.get(reverse("admin:media_library_attachment_change", args=[file.pk])).content.decode()
    preview = reverse("admin:media_library_attachment_preview", args=[file.pk])

    assert f'href="{preview}"' in form
    assert "Bạn đọc chưa tải được" in form
    assert body(client.get(preview)) == samples.PDF


def test_staff_without_the_right_do_not(client):
    preview = reverse("admin:media_library_attachment_preview", args=[carried().pk])
    client.force_login(make_user("news.view_article"))

    assert client.get(preview).status_code == 403


def test_form_says_where_readers_find_a_file(client):
    file = carried()
    client.force_login(make_user("media_library.view_attachment"))

    form = client.get(reverse("admin:media_library_attachment_change", args=[file.pk])).content.decode()

    assert f'<a href="{file.get_absolute_url()}">' in form


def test_editor_gives_files_to_a_segment_and_a_live_one_keeps_them_until_the_edit_is_out(client):
    old, new = make_attachment(), make_attachment()
    video = make_video(attachments=[old])
    client.force_login(make_user(is_superuser=True))

    form = {"title": "Tên mới", "slug": video.slug, "attachments": [new.pk, old.pk], "version": video.version}
    client.post(reverse("admin:media_library_video_change", args=[video.pk]), form)

    video.refresh_from_db()
    assert list(video.attachments.all()) == [old]
    assert revisions.open_revision(video).content["attachments"] == [new.pk, old.pk]
