"""A reader of a segment takes another quality of its film."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from playwright.sync_api import expect

from tests.factories import make_video

pytestmark = pytest.mark.browser


def test_reader_changes_the_quality_at_the_moment_where_the_film_is(site, page, make_film):
    content = make_film("a.mp4", width=640, height=480, seconds=20).read_bytes()
    video = make_video(file=ContentFile(content, name="a.mp4"), youtube_id="")
    call_command("transcode")
    page.goto(site.url + video.get_absolute_url())
    player, state = page.locator("video.player"), "player => [player.currentSrc, Math.round(player.currentTime)]"
    expect(page.get_by_role("group", name="Chất lượng hình").get_by_role("link")).to_have_count(2)

    player.evaluate("player => new Promise(go => { player.onseeked = go; player.currentTime = 12; })")
    page.get_by_role("link", name="480p").click()

    expect(page.get_by_role("link", name="480p")).to_have_attribute("aria-current", "true")
    page.wait_for_function("document.querySelector('video.player').currentTime > 11")
    assert player.evaluate(state) == [site.url + video.file.url, 12]
    page.reload()
    expect(page.get_by_role("link", name="480p")).to_have_attribute("aria-current", "true")
