"""Captions written beside their film: by buttons, by keys, from a file; the plain field is what is sent."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.factories import make_video

pytestmark = pytest.mark.browser
CAPTIONS = "WEBVTT\n\nNOTE của tòa soạn\n\n00:01.000 --> 00:02.000 line:0\nMột\n\n00:03.000 --> 00:05.000\nHai ba bốn"
SUBRIP = "1\r\n00:00:06,500 --> 00:00:07,000\r\nHai\r\n\r\n2\r\n00:00:01,000 --> 00:00:02,000\r\nMột\r\n"


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    assert desk.complaints == []


@pytest.fixture
def editor(desk, make_film):
    """The form of a draft with a film and two captions."""
    film = make_film("phim.mp4", width=640, height=360, seconds=10)
    file = ContentFile(film.read_bytes(), name=film.name)
    desk.video = make_video(state="draft", file=file, captions=CAPTIONS)
    desk.open(f"media_library/video/{desk.video.pk}/change/")
    return desk


def words(page, number):
    return page.get_by_label(f"Chữ của lời {number}", exact=True)


def film_at(page, moment):
    page.locator(".captions-side video").evaluate("(film, moment) => { film.currentTime = moment; }", moment)


def saved(desk):
    desk.save()
    desk.video.refresh_from_db()
    return desk.video.captions


def test_form_opened_and_saved_keeps_captions_as_they_were_typed(editor):
    expect(editor.page.locator(".captions-cues li")).to_have_count(2)

    assert saved(editor) == CAPTIONS


def test_captions_are_written_by_keyboard_alone(editor):
    page = editor.page
    words(page, 2).focus()
    film_at(page, 2.25)
    editor.press("Alt+x")
    film_at(page, 4.5)
    editor.press("Alt+c", "Home", "Control+ArrowRight", "Alt+s", "Alt+Enter")
    editor.type("Năm")
    editor.press("Alt+ArrowUp", "Alt+ArrowUp", "Alt+ArrowUp", "Alt+Delete")

    cues = "00:02.250 --> 00:02.925\nHai\n\n00:02.925 --> 00:04.500\nba bốn\n\n00:04.500 --> 00:06.500\nNăm"
    assert saved(editor) == f"WEBVTT\n\n{cues}"


def test_film_plays_from_a_caption_and_shows_it(editor):
    page = editor.page
    page.get_by_role("button", name="Phát từ lời 2").click()

    expect(page.locator(".captions-cues li.current textarea")).to_have_value("Hai ba bốn")
    shown = page.locator(".captions-side video").evaluate("film => film.textTracks[0].activeCues[0].text")
    assert shown == "Hai ba bốn"


def test_what_would_not_be_read_is_said_at_its_place(editor):
    page = editor.page
    page.get_by_label("Kết thúc của lời 1, viết").fill("0:03.5")
    editor.press("Enter")
    words(page, 2).fill("Đây là một câu rất dài mà không ai đọc kịp trong vòng có hai giây.")

    expect(page.locator(".captions-fault").nth(1)).to_contain_text("Bắt đầu khi lời trước chưa hết (00:03.500).")
    expect(page.locator(".captions-fault").nth(1)).to_contain_text("Đọc không kịp: 33 chữ cái mỗi giây")
    expect(page.locator(".captions-status")).to_have_text("2 lời; 1 lời cần xem lại.")


def test_captions_are_taken_from_a_file_moved_and_brought_back(editor):
    page, file = editor.page, {"name": "phu-de.srt", "mimeType": "text/plain", "buffer": SUBRIP.encode()}
    page.get_by_label("Lấy từ tệp .vtt hoặc .srt").set_input_files(file)
    page.get_by_label("Dời tất cả").fill("-1,5")
    page.get_by_role("button", name="Dời", exact=True).click()
    expect(page.locator("#id_captions")).to_have_value(
        "WEBVTT\n\n00:00.000 --> 00:00.500\nMột\n\n00:05.000 --> 00:05.500\nHai\n"
    )

    for _ in range(2):
        page.get_by_role("button", name="Hoàn tác").click()

    expect(page.locator("#id_captions")).to_have_value(CAPTIONS)


def test_what_is_typed_in_the_plain_field_is_seen_in_the_list(desk):
    desk.video = make_video(state="draft")
    desk.open(f"media_library/video/{desk.video.pk}/change/")

    desk.page.fill("#id_captions", CAPTIONS)

    expect(words(desk.page, 2)).to_have_value("Hai ba bốn")
    expect(desk.page.locator(".captions-side video")).to_have_count(0)
