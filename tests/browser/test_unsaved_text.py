"""The text that is kept is the text that would be saved, and it is taken between two letters, never within one."""

import pytest

from tests.browser.editing import Desk
from tests.browser.saving_steps import filled_in
from tests.browser.writing import kept_here, wait_until_kept_here
from tests.factories import make_article, make_image

pytestmark = pytest.mark.browser
BODY = """<h2>Mục</h2><p>Một <strong>đậm</strong> <a href="https://a.vn/">nối</a></p><ul><li>a<ul><li>b</li></ul></li></ul>
<table><tbody><tr><th scope="row">1</th><td>2</td></tr></tbody></table><div class="box"><p>khung</p></div><hr>
<figure><img alt="ảnh" data-image="{}"><figcaption>chú</figcaption></figure>
<blockquote class="pull"><p>trích</p></blockquote>"""
AS_SENT = "text => text.replace(/\\s+/g, ' ').replace(/> </g, '><').trim()"


@pytest.fixture
def desk(site, page):
    return Desk(page, site)


def test_text_taken_block_by_block_is_what_the_editor_sends(desk):
    article = make_article(state="draft", body=BODY.format(make_image(alt="ảnh").pk))
    desk.open(f"news/article/{article.pk}/change/")
    desk.body.locator("p").first.click()
    desk.type("Gõ thêm. ")

    taken, sent = desk.page.evaluate(
        f"""() => {{
          const editor = CKEDITOR.instances.id_body;
          const slanted = Object.assign(document.createElement("em"), {{textContent: "nghiêng"}});
          editor.editable().$.append("chữ rời ", slanted);
          return [FormState.textOf(editor), editor.getData()].map({AS_SENT});
        }}"""
    )

    assert taken == sent
    assert "Gõ thêm." in taken


def test_nothing_is_taken_while_a_letter_is_composed(desk):
    page = filled_in(desk).page
    wait_until_kept_here(page, "Ngày hội đại đoàn kết")
    field = page.locator("#id_title")
    field.dispatch_event("compositionstart")
    field.fill("Ngày hội đang gõ dở")
    page.wait_for_timeout(2500)
    assert kept_here(page) == ["Ngày hội đại đoàn kết"]

    field.dispatch_event("compositionend")

    wait_until_kept_here(page, "Ngày hội đang gõ dở")
