"""The steps of a film from the desk's computer to a reader, at real browsers."""

from playwright.sync_api import expect

from media_library.models import Video
from tests.browser.editorial_steps import picture

UNTIL = """(film, moment) => new Promise(done => {
  const look = () => film.currentTime > moment && film.readyState > 1 && done(film.currentTime);
  film.addEventListener("timeupdate", look);
  look();
})"""


def uploaded(desk, film, programme):
    """A new segment of the programme with the film; its month and title are those that the form proposes."""
    page = desk.page
    desk.open("media_library/video/add/")
    page.get_by_role("combobox", name="Chuyên đề").click()
    page.get_by_role("option", name=programme.name).click()
    expect(page.locator("#id_title")).not_to_have_value("")
    page.set_input_files("#id_file", film)
    expect(page.locator(".film-said")).to_contain_text("bấm Lưu là video được lưu", timeout=60_000)
    page.locator("[name=_save]").click()
    page.wait_for_url("**/change/", timeout=60_000)
    return Video.objects.get(programme=programme, file__gt="")


def captioned(desk):
    """Two captions, a chapter and what is said, saved with it."""
    page = desk.page
    page.get_by_role("button", name="Thêm lời ở cuối").click()
    desk.type("Kính chào bà con")
    desk.press("Alt+Enter")
    desk.type("Ngày hội bắt đầu")
    page.get_by_label("Kết thúc của lời 2, viết").fill("00:09.500")
    page.locator(".captions-side").scroll_into_view_if_needed()
    picture(desk, "phu-de")
    page.fill("#id_chapters", "00:00 Lời chào\n00:05 Ngày hội")
    page.fill("#id_transcript", "00:01 Kính chào bà con.\n\n00:07 Ngày hội bắt đầu.")
    desk.save()


def published(desk):
    """By somebody who may do it alone, and says why."""
    desk.move("force", "Tin gấp")
    expect(desk.page.locator(".messagelist")).to_contain_text("Đã làm “Đăng thẳng”")


class Reader:
    """Somebody with the segment's page open; `parts` are the answers for the film, as status and range."""

    def __init__(self, page, address):
        self.page, self.parts = page, []
        page.on("response", self._note_part)
        page.goto(address)
        self.film = page.locator("video.player")

    def _note_part(self, answer):
        if answer.request.resource_type == "media" and "/media/video/" in answer.url:
            self.parts.append((answer.status, answer.headers.get("content-range", "")))

    def plays_past(self, moment):
        """Whether the film plays on beyond that second; waits for it."""
        return self.film.evaluate(UNTIL, moment) > moment

    @property
    def caption(self):
        return self.film.evaluate("film => [...film.textTracks[0].activeCues].map(cue => cue.text).join()")
