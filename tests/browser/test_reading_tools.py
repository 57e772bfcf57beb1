import pytest

from tests.factories import make_article, make_image

pytestmark = pytest.mark.browser

SPOKEN = """
window.spoken = [];
speechSynthesis.getVoices = () => [{ lang: "vi-VN", name: "An" }];
speechSynthesis.speak = ({ text }) => spoken.push(text);
SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""

BODY = (
    "<h2>Mục</h2><p>Một <em>hai</em>.</p><ul><li>Ba<ul><li>Bốn</li></ul></li></ul>"
    "<table><caption>Bảng</caption><tbody><tr><th>Năm</th><td>2026</td></tr></tbody></table>"
    '<h2>A</h2><figure class="video" data-youtube="dQw4w9WgXcQ"></figure><h2>B</h2>'
)


@pytest.fixture
def article(site, page):
    """An article open in a browser."""
    page.goto(site.url + make_article(summary="Tóm tắt.").get_absolute_url())
    return page


def size_of_text(page):
    return page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)")


def test_larger_letters_are_remembered_and_taken_back(article):
    before = size_of_text(article)

    article.get_by_text("Công cụ đọc").click()
    article.get_by_label("Chữ to hơn").click()
    article.reload()
    larger = size_of_text(article)
    article.get_by_text("Công cụ đọc").click()
    article.get_by_text("Như ban đầu").click()

    assert larger > before
    assert size_of_text(article) == before


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Tương phản cao", "getComputedStyle(document.body).color"),
        ("Giãn chữ, giãn dòng", "getComputedStyle(document.querySelector('.body p')).lineHeight"),
    ],
)
def test_wish_changes_the_page_and_says_that_it_holds(article, name, seen):
    before = article.evaluate(seen)

    article.get_by_text("Công cụ đọc").click()
    article.get_by_role("button", name=name).click()
    article.reload()
    article.get_by_text("Công cụ đọc").click()

    assert article.evaluate(seen) != before
    assert article.get_by_role("button", name=name, pressed=True).is_visible()


def test_escape_closes_the_tools_and_gives_the_focus_back(article):
    article.get_by_text("Công cụ đọc").click()
    article.get_by_label("Chữ to hơn").focus()
    article.keyboard.press("Escape")

    assert not article.get_by_label("Chữ to hơn").is_visible()
    assert article.evaluate("document.activeElement.textContent") == "Công cụ đọc"


def test_reading_aloud_is_offered_only_where_there_is_a_vietnamese_voice(article):
    assert not article.get_by_text("Nghe bài (giọng máy)").is_visible()

    article.add_init_script("speechSynthesis.getVoices = () => [{ lang: 'vi-VN', name: 'An' }]")
    article.reload()

    assert article.get_by_text("Nghe bài (giọng máy)").is_visible()


def test_everything_is_read_aloud_in_the_order_of_the_page_but_what_is_marked(site, page):
    changes = [{"at": "2026-11-30T08:00:00+07:00", "text": "Sai tên."}]
    article = make_article(
        title="Tên", summary="Chữ.", body=BODY, lead_image=make_image(caption="Ảnh"), changes=changes
    )
    page.add_init_script(SPOKEN)
    page.goto(site.url + article.get_absolute_url())
    page.evaluate("document.querySelector('.body').insertAdjacentHTML('beforebegin', '<div>Phần mới</div>')")

    page.get_by_text("Nghe bài (giọng máy)").click()

    before = ["Tên", "Đính chính ngày 30/11/2026: Sai tên.", "Chữ.", "Ảnh", "Phần mới"]
    assert page.evaluate("spoken") == [*before, *"Mục|Một hai.|Ba|Bốn|Bảng|Năm|2026|A|B".split("|"), ""]


def test_address_is_copied_and_the_reader_told(article):
    article.context.grant_permissions(["clipboard-read", "clipboard-write"])

    article.get_by_role("button", name="Chép liên kết").click()
    article.get_by_text("Đã chép liên kết.").wait_for()

    assert article.evaluate("navigator.clipboard.readText()").endswith(article.url.partition("/bai-viet/")[2])
