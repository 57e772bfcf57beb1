"""One thing of each kind with everything that stays the same from run to run: ids, dates, names of files."""

import re
from datetime import UTC, datetime

from django.apps import apps

from publishing.models import Publishable
from tests import factories

PUBLISHED_AT = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)
UPDATED_AT = datetime(2026, 3, 6, 2, 0, tzinfo=UTC)
FILE = re.compile(r"/media/[\w./-]+")


def make_fixed_site():
    """The things by name: article, video, film (a video of our own), album, page and what they are listed under."""
    factories.make_settings()
    image = factories.make_image(pk=9001, title="Ảnh", caption="Chú thích", credit="An", alt="Cờ")
    parent = factories.make_category(pk=9001, name="Tin tức sự kiện")
    category = factories.make_category(pk=9002, name="Đoàn kết", parent=parent, description="Về đoàn kết")
    lists = {
        "category": category,
        "author": factories.make_author(pk=9001, name="An", about="Nhà báo"),
        "source": factories.make_source(pk=9001, name="Báo"),
        "tag": factories.make_tag(pk=9001, name="Thẻ"),
        "programme": factories.make_programme(pk=9001, name="Chuyên đề"),
    }
    above = factories.make_page(pk=9001, title="Giới thiệu", publish_at=PUBLISHED_AT)
    page = factories.make_page(pk=9002, title="Liên hệ", summary="Ở đâu", parent=above, publish_at=PUBLISHED_AT)
    things = {**_things(image, lists), "page": page}
    for model in apps.get_models():
        if issubclass(model, Publishable):
            model._base_manager.update(updated_at=UPDATED_AT)
    return things | lists


def _things(image, lists):
    common = {"pk": 9001, "summary": "Tóm tắt “ngắn” & gọn", "publish_at": PUBLISHED_AT}
    of_list = {"category": lists["category"], "source": lists["source"]}
    many = {"authors": [lists["author"]], "tags": [lists["tag"]]}
    body = "<p>Toàn văn, xem <a href='/video/'>video</a>.</p>"
    film = {**common, "pk": 9002, "title": "Phim", "poster": None, "summary": "", "file": "video/phim.mp4"}
    spoken = {"duration": 95, "transcript": "00:12 Xin chào", "chapters": "0:00 Mở đầu\n1:00 Kết"}
    return {
        "article": factories.make_article(title="Bài", lead_image=image, body=body, **of_list, **many, **common),
        "video": factories.make_video(title="Video", poster=image, programme=lists["programme"], **common),
        "film": factories.make_video(programme=lists["programme"], **film, **spoken),
        "album": factories.make_album(title="Album", pictures=[image], **common),
    }


def with_fixed_files(text):
    """The text with the random names of stored files taken out of it."""
    return FILE.sub("/media/…", text)
