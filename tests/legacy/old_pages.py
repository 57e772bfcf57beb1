"""Pages of the old site's form, written for the tests: `old_page(byline="Tác giả: Thu Hà")`, `old_html(…)`."""

import unicodedata

from vietnamese.folding import TONE_MARKS

TITLE = "Khu dân cư Đồi Thông thắp sáng đường quê"
DATELINE = "Ngày đăng: 05/03/2019  - Lượt xem: 1.234"
BODY = "Tối 4/3, bà con thắp sáng tuyến đường dài 2 km.\n\nKinh phí do các hộ cùng góp."
BYLINE = "Tác giả: Thu Hà - Nguồn: Ủy ban MTTQ huyện - Số lần được xem: 1.234"
FURNITURE = "Video\n\nChuyên mục tháng 2 năm 2019\nXem tất cả »\n\nLiên kết website"


def old_page(*, title=TITLE, dateline=DATELINE, body=BODY, byline=BYLINE):
    """A page as saved text: the menu, what is given, the furniture."""
    return f"Trang chủ\nTin tức\n\n{title}\n\n{dateline}\n\n{body}\n\n{byline}\n\n{FURNITURE}".encode()


def old_html(*, title=TITLE, dateline=DATELINE, body="<p>Tối 4/3, bà con thắp sáng.</p>", byline=BYLINE):
    """A page as a browser saves it, without a word that is not shown."""
    return f"""<!DOCTYPE html>
        <html><head><title>Cổng thông tin</title><meta charset="utf-8"><style>p {{ color: red }}</style></head>
        <body><form id="aspnetForm"><nav><ul><li>Trang chủ<li>Tin tức</ul></nav>
        <script>document.write("Ngày đăng: 01/01/2001")</script>
        <div class="content"><h1>{title}</h1><div class="meta"><span>{dateline}</span></div>
        <div class="text">{body}</div><p class="byline"><i>{byline}</i></p></div>
        <div class="videos"><h3>Video</h3><a href="/video">Xem tất cả »</a></div></form></body></html>""".encode()


def in_windows_1258(text):
    """The text in the one-byte code that writes a tone as a byte of its own behind the letter."""
    pieces = []
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in TONE_MARKS)
        pieces += [unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONE_MARKS)), tone]
    return "".join(pieces).encode("cp1258")
