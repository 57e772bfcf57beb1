"""The rules of the checklist that concern a text as such, of whatever kind. Each says in a sentence what to do."""

from django.conf import settings

from publishing.checked_text import HEADINGS, Finding, words_of
from publishing.html_tree import walk
from vietnamese.folding import fold
from vietnamese.repetition import doubled_words

MAX_TITLE_CHARACTERS = 110  # what is longer search engines and shared links cut; schema.org's headline was held to it
MAX_SHOWN_CHARACTERS = 60  # of the words that a sentence quotes
MAX_NAMED = 5  # findings of one rule that are named one by one
STAFF_PATHS = ("/admin/", "/xem-truoc/")  # open for staff, or for who has the link
VAGUE_LINK_TEXTS = frozenset(
    map(
        fold,
        (
            *("tại đây", "ở đây", "đây", "vào đây", "bấm vào đây", "bấm vào", "nhấn vào đây", "nhấp vào đây"),
            *("kích vào đây", "click vào đây", "click", "xem tại đây", "đường link", "link", "đường dẫn", "liên kết"),
            *("xem thêm", "đọc thêm", "xem tiếp", "chi tiết", "xem chi tiết", "tải về", "tải về tại đây"),
        ),
    )
)


def shortened(words):
    """Words as a sentence quotes them."""
    return words if len(words) <= MAX_SHOWN_CHARACTERS else f"{words[:MAX_SHOWN_CHARACTERS].rstrip()}…"


def title(text):
    words = text.thing.title.strip()
    if not words:
        yield Finding("title", "Chưa có tiêu đề. Hãy đặt tiêu đề.", is_error=True)
    elif len(words) > MAX_TITLE_CHARACTERS:
        yield Finding(
            "title",
            f"Tiêu đề dài hơn {MAX_TITLE_CHARACTERS} ký tự (“{shortened(words)}”), khi tìm kiếm và chia sẻ sẽ bị cắt. "
            "Hãy rút gọn, chuyển phần còn lại xuống tóm tắt.",
        )


def required(text):
    """What a draft may lack, and what goes out may not."""
    for name in text.kind.required_fields:
        if getattr(text.thing, text.thing._meta.get_field(name).attname) in (None, ""):
            label = text.thing._meta.get_field(name).verbose_name
            yield Finding("required", f"Chưa chọn {label}. Hãy chọn {label}.", is_error=True)


def content(text):
    if missing := text.kind.missing_content(text):
        yield Finding("content", missing, is_error=True)


def summary(text):
    if hasattr(text.thing, "summary") and not text.thing.summary.strip():
        label = text.thing._meta.get_field("summary").verbose_name
        yield Finding("summary", f"Chưa có {label}. Hãy viết một hai câu; danh sách, tìm kiếm và chia sẻ đều dùng.")


def picture(text):
    if text.kind.image_field and text.kind.asks_for_image and not text.kind.image_of(text.thing):
        label = text.thing._meta.get_field(text.kind.image_field).verbose_name
        yield Finding(
            "picture", f"Chưa có {label}. Hãy chọn một ảnh; không có thì danh sách và chia sẻ dùng hình chung."
        )


def headings(text):
    """No level is skipped: who reads by ear goes from heading to heading. The page's title is the first level."""
    above = 1
    for node, _ in text.elements(*HEADINGS):
        level, words = int(node.tag[1]), shortened(words_of(node))
        if not words:
            yield Finding("headings", "Có tiêu đề phần không có chữ nào. Hãy viết chữ, hoặc bỏ tiêu đề ấy.")
        if level > above + 1:
            yield Finding(
                "headings",
                f"Tiêu đề phần “{words}” nhảy cấp: đang là Tiêu đề {level}, phía trên mới đến Tiêu đề {above}. "
                f"Hãy đổi thành Tiêu đề {above + 1}.",
            )
        above = level


def links(text):
    """A link says where it leads, also to who hears the links alone."""
    for node, place in text.elements("a"):
        address, words = node.attributes.get("href", ""), words_of(node)
        if address.startswith("#") or node.attributes.get("id"):  # of a footnote
            continue
        if not words and not any(one.tag == "img" for one in walk(node.children)):
            yield Finding("links", "Có liên kết không có chữ. Hãy viết chữ cho liên kết, hoặc bỏ đi.", place)
        elif not address:
            yield Finding("links", f"Liên kết “{shortened(words)}” chưa có địa chỉ. Hãy điền, hoặc bỏ liên kết.", place)
        elif fold(words.strip(" .,:;…()[]>»→")) in VAGUE_LINK_TEXTS:
            yield Finding(
                "links",
                f"Liên kết “{words}” không cho biết dẫn tới đâu. Hãy đặt liên kết vào tên của trang hay tệp ấy.",
                place,
            )


def staff_links(text):
    """Addresses of the desk open for staff alone, those of previews for everybody who reads them."""
    for node, place in text.elements("a"):
        address = node.attributes.get("href", "").removeprefix(settings.SITE_URL)
        if address.startswith(STAFF_PATHS):
            yield Finding(
                "staff_links",
                f"Liên kết “{shortened(words_of(node))}” dẫn vào trang làm việc nội bộ. Hãy thay bằng địa chỉ công "
                "khai.",
                place,
                is_error=True,
            )


def tables(text):
    """Without header cells a table read by ear is a row of numbers."""
    for node, place in text.elements("table"):
        cells = [one.tag for one in walk(node.children) if one.tag in {"th", "td"}]
        if cells and "th" not in cells:
            yield Finding(
                "tables",
                f"Bảng bắt đầu bằng “{shortened(words_of(node))}” chưa có hàng tiêu đề. Hãy mở thuộc tính của bảng, "
                "chọn tiêu đề ở hàng đầu hay cột đầu.",
                place,
            )


def doubled(text):
    summary = getattr(text.thing, "summary", "") or ""
    found = dict.fromkeys(doubled_words("\n".join([text.thing.title, summary, text.plain_text])))
    for words in list(found)[:MAX_NAMED]:
        yield Finding("doubled", f"Chữ viết lặp: “{shortened(words)}”. Hãy xóa bớt một lần.")


RULES = (title, required, content, staff_links, summary, picture, headings, links, tables, doubled)
