"""Pages of content that strains them: nothing of it may stick out of the smallest phone."""

import pytest
from django.core.files.base import ContentFile

from tests import factories as make
from tests.instruments.axe import violations
from tests.instruments.fit import sticking_out

pytestmark = pytest.mark.browser

THREE_LINES = "Ủy ban Mặt trận Tổ quốc các cấp đẩy mạnh ứng dụng chuyển đổi số trong giám sát, phản biện xã hội " * 2
UNBREAKABLE = "Ưỡ" * 150
COLUMNS = "".join(f"<td>Cột thứ {number}: 1.234.567 đồng</td>" for number in range(12))
PARAGRAPH = "<p>" + "Khối đại đoàn kết toàn dân tộc là cội nguồn sức mạnh. " * 20 + "</p>"

ARTICLES = {
    "three-line title": lambda: make.make_article(title=THREE_LINES.strip()),
    "unbreakable title": lambda: make.make_article(title=UNBREAKABLE, summary=UNBREAKABLE),
    "unbreakable body": lambda: make.make_article(
        body=f"<h2>{UNBREAKABLE}</h2><p>{UNBREAKABLE}</p><ul><li>{UNBREAKABLE}"
    ),
    "unbreakable names": lambda: make.make_article(
        authors=[make.make_author(name=UNBREAKABLE[:120])],
        tags=[make.make_tag(name=UNBREAKABLE[:80])],
        source=make.make_source(name=UNBREAKABLE[:160]),
        attachments=[make.make_attachment(title=UNBREAKABLE[:200])],
    ),
    "no picture": make.make_article,
    "picture of one point": lambda: make.make_article(lead_image=make.make_image(file=point(), caption=UNBREAKABLE)),
    "forty authors": lambda: make.make_article(authors=[make.make_author() for _ in range(40)]),
    "twelve columns": lambda: make.make_article(body=f"<table><tr>{COLUMNS}</tr></table>"),
    "one word": lambda: make.make_article(body="Chữ"),
    "200 kB": lambda: make.make_article(body=PARAGRAPH * (200_000 // len(PARAGRAPH.encode()) + 1)),
}


def point():
    return ContentFile(make.picture_bytes(1, 1), name="diem.png")


def test_articles_that_strain_the_page_fit_a_phone(site, page):
    articles = {name: make_one() for name, make_one in ARTICLES.items()}

    found = {name: sticking_out(page, site.url + address(article)) for name, article in articles.items()}

    assert {name: complaints for name, complaints in found.items() if complaints} == {}


def test_lists_of_such_articles_fit_a_phone(site, page):
    name = UNBREAKABLE[:120]
    category, author = make.make_category(name=name), make.make_author(name=name, about=UNBREAKABLE)
    programme = make.make_programme(name=name, description=UNBREAKABLE)
    make.make_link(title=name, url=f"https://example.vn/{'a' * 300}", group=make.make_link_group(name=name))
    make.make_article(title=UNBREAKABLE, summary=UNBREAKABLE, category=category, authors=[author])
    said = {"transcript": UNBREAKABLE, "chapters": f"00:00 {UNBREAKABLE}"}
    video = make.make_video(title=UNBREAKABLE, programme=programme, **said)
    make.make_settings(organisation=UNBREAKABLE[:160], province=name, address_line=UNBREAKABLE)

    lists = ["/", "/tin-tuc/", "/video/", "/lien-ket/", *map(address, (category, author, programme, video))]
    found = {path: sticking_out(page, site.url + path) for path in lists}

    assert {path: complaints for path, complaints in found.items() if complaints} == {}


def address(thing):
    return thing.get_absolute_url()


def test_pages_of_an_empty_portal_are_accessible_too(site, page):
    paths = ["/", "/video/", address(make.make_category())]

    found = {path: violations(page, site.url + path) for path in paths}

    assert {path: complaints for path, complaints in found.items() if complaints} == {}


def test_barest_article_is_accessible_too(site, page):
    article = make.make_article(body="")

    assert violations(page, site.url + address(article)) == []
