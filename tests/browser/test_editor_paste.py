"""What is pasted into the editor: Word's debris goes, the fonts of the 1990s are read."""

import pytest

from publishing.richtext import clean_html
from tests.browser.editing import Desk
from tests.factories import make_article
from vietnamese.encodings import TCVN3, VNI, from_tcvn3, from_vni

pytestmark = pytest.mark.browser

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!--
@font-face {{font-family:".VnTime"; panose-1:2 11 114 0 0 0 0 0 0 0;}}
p.MsoNormal, li.MsoNormal {{margin:0cm; mso-style-parent:""; font-size:14.0pt; font-family:"{font}","sans-serif";}}
--></style></head><body lang=VI><!--StartFragment-->{fragment}<!--EndFragment--></body></html>"""
LIST_ITEM = """<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp; \
</span></span>{text}<o:p></o:p></p>"""


@pytest.fixture
def desk(site, page):
    desk = Desk(page, site)
    desk.open(f"news/article/{make_article(state='draft', body='').pk}/change/")
    desk.body.click()
    yield desk
    assert desk.complaints == []


def word(fragment, font="Times New Roman"):
    return WORD.format(fragment=fragment, font=font)


def test_word_leaves_text_and_structure(desk):
    desk.paste(
        word(
            "<p class=MsoNormal style='text-align:justify'><b><span lang=VI style='font-size:14.0pt;color:red'>Thông "
            "báo<o:p></o:p></span></b></p>" + LIST_ITEM.format(text="một") + LIST_ITEM.format(text="hai")
        )
    )

    assert clean_html(desk.html) == "<p><strong>Thông báo</strong></p>\n<ul><li>một</li><li>hai</li></ul>"


@pytest.mark.parametrize("font", ["paragraph", "run"])
def test_tcvn3_of_word_is_read(desk, font):
    text = "MÆt trËn Tæ quèc ViÖt Nam"
    run = f'<span style=\'font-family:".VnTime","sans-serif"\'>{text}</span>' if font == "run" else text

    desk.paste(word(f"<p class=MsoNormal>{run}<o:p></o:p></p>", ".VnTime" if font == "paragraph" else "Arial"))

    assert desk.html.strip() == "<p>Mặt trận Tổ quốc Việt Nam</p>"


@pytest.mark.parametrize(
    ("face", "pasted", "read"),
    [
        (".VnTimeH", "®¹i ®oµn kÕt", "ĐẠI ĐOÀN KẾT"),
        ("VNI-Times", "Maët traän Toå quoác", "Mặt trận Tổ quốc"),
        (".VnTime", "đã là Unicode, các cấp", "đã là Unicode, các cấp"),
        ("Arial", "Besançon", "Besançon"),
    ],
)
def test_old_fonts_of_a_page_are_read(desk, face, pasted, read):
    desk.paste(f'<p><font face="{face}">{pasted}</font> <span style="font-family:Arial">çà</span></p>')

    assert desk.html.strip() == f"<p>{read} çà</p>"


@pytest.mark.parametrize(
    ("font", "text", "read"),
    [(".VnTime", "x".join(TCVN3), from_tcvn3), ("VNI-Helve", "x".join(VNI), from_vni)],
    ids=["tcvn3", "vni"],
)
def test_every_letter_is_read_as_on_the_server(desk, font, text, read):
    desk.paste(f"<p style=\"font-family:'{font}'\">q{text}q</p>")

    assert desk.html.strip() == f"<p>q{read(text)}q</p>"
