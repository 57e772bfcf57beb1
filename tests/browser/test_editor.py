"""The editor in the article form, under the policy of its page."""

import pytest

from tests.browser.editing import Desk
from tests.factories import make_article, make_image

pytestmark = pytest.mark.browser

WHOLE_GRAMMAR = """<h2>Mục</h2>
<p class="align-center">Giữa <strong>đậm</strong> <em>nghiêng</em> \
<a href="https://mattran.org.vn/" rel="noopener">nguồn</a></p>
<figure class="align-right"><img data-image="3" alt="Ảnh"><figcaption>Chú thích</figcaption></figure>
<div class="gallery"><figure><img data-image="1"></figure><figure><img data-image="2"></figure></div>
<figure class="video" data-video="4"></figure>
<div class="box"><p>Trong khung</p><ul><li>một</li></ul></div>
<blockquote class="pull"><p>Trích dẫn</p></blockquote>
<table><caption>Bảng</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>\
<tbody><tr><td class="align-right" colspan="2">1</td></tr></tbody></table>
<p>Có chú<sup><a href="#fn-1" id="fnref-1">1</a></sup></p>
<ol class="footnotes"><li id="fn-1">Lời chú <a href="#fnref-1">↩</a></li></ol>"""


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    yield desk
    assert desk.complaints == []


@pytest.fixture
def article(desk):
    for number in (1, 2, 3):  # the pictures that WHOLE_GRAMMAR names
        make_image(pk=number)
    article = make_article(state="draft", body="")
    desk.open(f"news/article/{article.pk}/change/")
    desk.body.click()
    return article


def saved(desk, article):
    desk.save()
    article.refresh_from_db()
    return article.body


def test_typed_text_arrives_clean(desk, article):
    desk.type("Đại đoàn kết ")
    desk.press("bold")
    desk.type("toàn dân")
    desk.press("bold", "Enter", "bulletedlist")
    desk.type("một")
    desk.press("Enter", "Enter", "justifycenter")
    desk.type("giữa")

    assert saved(desk, article) == (
        '<p>Đại đoàn kết <strong>toàn dân</strong></p>\n<ul><li>một</li></ul>\n<p class="align-center">giữa</p>'
    )


def test_lists_of_formats_and_styles_give_headings_and_boxes(desk, article):
    desk.type("Đầu đề")
    desk.choose("format", "Tiêu đề 2")
    desk.press("End", "Enter")
    desk.type("Trong khung")
    desk.choose("styles", "Khung thông tin")

    assert saved(desk, article) == '<h2>Đầu đề</h2>\n<div class="box"><p>Trong khung</p></div>'


def test_dialogs_give_links_and_tables(desk, article):
    desk.type("nguồn")
    desk.press("Shift+Home", "link")
    desk.answer({"Địa chỉ": "mattran.org.vn/tin"})
    desk.press("End", "Enter", "table")
    desk.answer({})
    desk.type("ô")

    body = saved(desk, article)

    link, table = body.split("\n")
    assert link == '<p><a href="https://mattran.org.vn/tin" rel="noopener">nguồn</a></p>'
    assert table.startswith("<table><tbody><tr><td>ô</td><td></td></tr>")


def test_every_part_of_the_grammar_passes_through_the_editor(desk, article):
    make = "html => new Promise(done => Object.values(CKEDITOR.instances)[0].setData(html, done))"
    desk.page.evaluate(make, WHOLE_GRAMMAR)

    body = saved(desk, article)

    assert body.splitlines() == WHOLE_GRAMMAR.splitlines()


def test_textarea_works_without_javascript(desk, article, browser):
    context = browser.new_context(java_script_enabled=False, storage_state=desk.page.context.storage_state())
    page = context.new_page()
    page.goto(desk.page.url)

    page.fill("textarea[name=body]", "Đoạn một,\nxuống dòng\n\nĐoạn hai <b>đậm</b>")
    page.locator("[name=_save]").click()

    article.refresh_from_db()
    assert article.body == "<p>Đoạn một, xuống dòng Đoạn hai <strong>đậm</strong></p>"
    context.close()
