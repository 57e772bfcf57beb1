"""Who withdraws a text into another is offered titles while typing, and chooses by the keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import Desk
from tests.factories import make_article

pytestmark = pytest.mark.browser


def test_titles_are_offered_while_typing(page, site):
    article, other = make_article(), make_article(title="Ngày hội đại đoàn kết")
    desk = Desk(page, site)
    desk.open(f"news/article/{article.pk}/move/withdraw/")

    field = page.locator("#id_merged_into")
    field.press_sequentially("dai doan")

    line = f"Ngày hội đại đoàn kết (mã số {other.pk})"
    option = page.locator("#merged-into-list option")
    expect(option).to_have_attribute("value", line)
    expect(option).to_have_attribute("label", f"{line}, khớp “dai doan”")  # else Chromium would hide it
    page.get_by_label("Lý do").fill("Trùng")
    page.get_by_label("gộp vào bài khác").check()
    field.fill(line)
    desk.send(page.get_by_role("button", name="Gỡ", exact=True))

    article.refresh_from_db()
    assert (article.state, article.merged_into) == ("withdrawn", other)
    assert desk.complaints == []
