"""The form of what readers have: it opens on the newest text, says so, and shows what readers see."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from media_library.models import Video
from publishing.models import Event, Revision
from tests.desk.forms import address, opened, sent
from tests.factories import lose, make_article, make_author, make_category, make_image, make_tag, make_user, make_video
from tests.media_library.samples import mp4
from tests.publishing.editing import write

pytestmark = pytest.mark.django_db


def test_reporter_saves_an_edit_and_readers_keep_their_text(client, sign_in):
    reporter, article = sign_in("Phóng viên"), make_article(title="Tên cũ", tags=[make_tag()])

    sent(client, article, opened(client, article), title="Tên mới", note="Sai tên")

    article.refresh_from_db()
    edit = Revision.objects.of(article).last()
    assert (article.title, article.edit_state) == ("Tên cũ", "draft")
    assert (edit.content["title"], edit.by, edit.note, len(edit.content["tags"])) == ("Tên mới", reporter, "Sai tên", 1)


def test_form_opens_on_the_newest_text_and_tells_what_readers_see(client, sign_in):
    reporter = sign_in("Phóng viên", last_name="Đỗ", first_name="Lan")
    an, binh = make_author(), make_author()
    article = make_article(title="Tên cũ", slug="ten-cu", authors=[an])
    write(article, by=reporter, title="Tên mới", slug="ten-moi", relations={"authors": [binh, an]})

    page, values = client.get(address(article)).text, opened(client, article)

    assert (values["title"], values["authors"]) == ("Tên mới", [str(binh.pk), str(an.pk)])
    assert "Đỗ Lan" in page
    assert f'href="{article.get_absolute_url()}">bản đang đăng</a>' in page
    assert "không hẹn giờ được" in page


def test_second_save_goes_on_from_the_first(client, sign_in):
    reporter, article = sign_in("Phóng viên"), make_article(title="Một", authors=[make_author()])
    write(article, by=reporter, title="Hai", relations={"authors": []})

    sent(client, article, opened(client, article), summary="Ba")

    content = Revision.objects.of(article).last().content
    assert (content["title"], content["summary"], content["authors"]) == ("Hai", "Ba", [])


def test_saving_without_a_change_begins_no_edit(client, sign_in):
    sign_in("Phóng viên")
    things = [make_article(authors=[make_author()], lead_image=make_image()), make_video(issue_month="2020-09-01")]

    for thing in things:
        sent(client, thing, opened(client, thing))
        thing.refresh_from_db()
        assert (thing.edit_state, Revision.objects.of(thing).count()) == ("", 1)


def test_file_chosen_for_an_edit_is_kept_beside_the_one_readers_have(client, sign_in):
    reporter, video = sign_in("Phóng viên"), make_video()

    sent(client, video, opened(client, video), youtube_id="", file=SimpleUploadedFile("a.mp4", mp4()))

    name = Revision.objects.of(video).last().content["file"]
    video.refresh_from_db()
    assert (video.file.name, video.youtube_id) == ("", "dQw4w9WgXcQ")
    assert name.endswith(".mp4")
    assert Video.file.field.storage.exists(name)
    assert reporter.pk == Revision.objects.of(video).last().by_id


def test_picture_that_is_gone_is_named_when_the_form_opens(client, sign_in):
    sign_in("Phóng viên")
    image = make_image(title="Ảnh hội nghị")
    article = write(make_article(), by=make_user(is_superuser=True), lead_image=image)
    lose(image)

    page = client.get(address(article)).text

    assert "Không còn nữa nên đang để trống: Ảnh chính: Ảnh hội nghị." in page


@pytest.mark.parametrize(
    ("covered", "move", "is_made"),
    [
        (["old"], "submit", False),
        (["new"], "submit", False),
        (["old", "new"], "submit", True),
        (["old"], "withdraw", True),
        (["new"], "withdraw", False),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else str(value),
)
def test_edit_into_another_category_needs_the_rights_of_both(client, sign_in, covered, move, is_made):
    categories = {"old": make_category(), "new": make_category()}
    article = make_article(category=categories["old"])
    write(article, by=make_user(is_superuser=True), category=categories["new"])
    sign_in("Thư ký tòa soạn", categories=[categories[name] for name in covered])

    client.post(address(article, f"move/{move}/"), {"confirmed": "1", "note": "Lý do"})

    assert Event.objects.of(article).filter(name=move).exists() == is_made


def test_form_of_a_live_text_without_slug_and_title_says_so(client, sign_in):
    sign_in("Phóng viên")
    article = make_article(slug="ten-cu")

    answer = sent(client, article, opened(client, article), slug="", title="")

    assert answer.status_code == 200
    assert f'href="{article.get_absolute_url()}">đúng bản này</a>' in answer.text
