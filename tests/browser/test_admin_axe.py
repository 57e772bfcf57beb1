"""The admin in use by everybody: axe finds nothing on any kind of page, wide and narrow, light and dark."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browser.axe import faults
from tests.browser.editing import Desk
from tests.factories import (
    make_album,
    make_article,
    make_attachment,
    make_author,
    make_image,
    make_tag,
    make_user,
    make_video,
)
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page):
    return Desk(page, site)


def path(name, *args):
    return reverse(f"admin:{name}", args=args).removeprefix("/admin/")


def content():
    """One thing of each state and kind; a draft with everything chosen, an article that is out, a video, a user."""
    image = make_image()
    chosen = {"authors": [make_author()], "tags": [make_tag()], "attachments": [make_attachment()]}
    draft = make_article(state="draft", lead_image=image, **chosen)
    for state in ("in_review", "approved", "withdrawn"):
        make_article(state=state)
    video = make_video(poster=image, captions="WEBVTT\n\n00:01.000 --> 00:02.000\nMột", chapters="00:00 Lời chào")
    return draft, make_article(lead_image=image), video, make_user(email="mai@tinh.vn")


def test_signing_in_has_no_fault(site, page):
    page.goto(f"{site.url}/admin/")

    assert list(faults(page)) == []
    assert page.locator("h1").inner_text() == "Đăng nhập"


def test_lists_have_no_fault(desk):
    content()

    for name in ("index", "news_article", "media_library_video", "media_library_image"):
        desk.open(path(name if name == "index" else f"{name}_changelist"))
        assert list(faults(desk.page)) == [], name


def test_forms_have_no_fault(desk):
    draft, _, video, user = content()
    paths = [path("news_article_add"), path("news_article_change", draft.pk)]
    paths += [path("media_library_video_change", video.pk), path("accounts_user_change", user.pk)]
    paths += [path("accounts_user_add"), path("password_change")]
    paths += [path("media_library_image_change", video.poster.pk), path("media_library_image_upload")]
    paths += [path("media_library_image_describe") + f"?anh={video.poster.pk}"]
    paths += [path("media_library_album_change", make_album(pictures=[video.poster]).pk)]

    for form in paths:
        desk.open(form)
        assert list(faults(desk.page)) == [], form


def test_refused_form_has_no_fault(desk):
    desk.open(path("media_library_video_add"))
    desk.page.locator("[name=_save]").click()
    desk.page.locator(".errornote").wait_for()

    assert list(faults(desk.page)) == []


def test_other_pages_of_a_thing_have_no_fault(desk):
    draft, out, *_ = content()
    make_article(publish_at=timezone.now() + timedelta(days=1))
    write(out, by=make_user(*ALL), title="Tên mới", body="<p>Chữ mới.</p>")
    paths = [path("news_article_history", out.pk), path("news_article_delete", draft.pk)]
    paths += [path("news_article_compare", out.pk), path("news_article_change", out.pk), "lich/", "thung-rac/"]
    paths += ["thong-bao/", "huong-dan/", "tim/?q=bai"]
    paths += [path("news_article_move", out.pk, "withdraw"), path("app_list", "news")]

    for other in paths:
        desk.open(other)
        assert list(faults(desk.page)) == [], other
