"""The message for the second of two editors is in the box at the top, and is not a list of errors."""

import re

import pytest

from tests.desk.conflicts import KINDS, main_field, make
from tests.desk.forms import address, opened, rows_sent, sent
from tests.factories import make_article, make_category, make_highlight, make_image

pytestmark = pytest.mark.django_db
HIGHLIGHTS, DESCRIBE = "/admin/news/highlight/", "/admin/media_library/image/describe/"
BOX = re.compile(r'<div class="errornote conflict" role="alert" tabindex="-1" autofocus>(.*?)</div>', re.DOTALL)
CORRECT = "Hãy sửa"


def box(answer):
    (found,) = BOX.findall(answer.text)
    return found


@pytest.mark.parametrize("model", KINDS)
def test_form_says_in_its_box_who_has_saved_and_no_error(me, other, model):
    thing, (name, theirs, mine) = make(model), main_field(model)
    values = opened(me, thing)
    sent(other, thing, opened(other, thing), **{name: theirs})

    answer = sent(me, thing, values, **{name: mine})

    assert "Trần Thị Mai (mai) đã lưu lúc" in box(answer)
    assert answer.text.count("Trần Thị Mai (mai) đã lưu lúc") == 1
    assert CORRECT not in answer.text


def test_form_of_an_article_says_it_the_same_way_and_names_the_article_as_stored(me, other):
    article = make_article(state="draft", title="Đầu tiên")
    values = opened(me, article)
    sent(other, article, opened(other, article), title="Của Mai")

    answer = sent(me, article, values, title="Của tôi")

    assert "Trần Thị Mai (mai) đã lưu lúc" in box(answer)
    assert "Của Mai" in re.search('<h2 class="thing">(.*?)</h2>', answer.text, re.DOTALL)[1]


@pytest.mark.parametrize(("typed", "shown"), [("Của tôi", "Của Mai"), ("", "Của Mai")])
def test_heading_names_the_thing_as_it_is_stored(me, other, typed, shown):
    category = make_category(name="Một")
    values = opened(me, category)
    sent(other, category, opened(other, category), name="Của Mai")

    answer = sent(me, category, values, name=typed)

    assert f"<h2>{shown}</h2>" in answer.text
    assert re.search(rf"›\s*{shown}|&rsaquo; {shown}", answer.text)


def test_what_is_wrong_in_itself_is_still_an_error(me):
    category = make_category()

    answer = sent(me, category, opened(me, category), name="")

    assert CORRECT in answer.text
    assert not BOX.search(answer.text)


def test_list_says_in_its_box_which_row_and_where_the_others_text_stands(me, other):
    one = make_highlight(order=1)
    values = {**rows_sent(me.get(HIGHLIGHTS)), "_save": "Lưu"}
    sent(other, one, opened(other, one), order=5)

    answer = me.post(HIGHLIGHTS, {**values, "form-0-order": 8})

    assert f"“{one}”: Trần Thị Mai (mai) đã lưu lúc" in box(answer)
    assert "bản của họ ghi ngay trên mỗi ô khác nhau" in answer.text
    assert CORRECT not in answer.text


@pytest.mark.parametrize(("typed", "has_errors"), [("Hai mới", False), ("", True)])
def test_descriptions_of_pictures_say_so_too_and_what_is_wrong_beside(me, other, typed, has_errors):
    one, two = make_image(title="Ảnh một", alt="Một"), make_image(alt="Hai")
    where = f"{DESCRIBE}?anh={one.pk},{two.pk}"
    values = rows_sent(me.get(where))
    sent(other, one, opened(other, one), alt="Của Mai")

    answer = me.post(where, {**values, "form-0-title": "Tên tôi gõ", "form-0-alt": "Của tôi", "form-1-alt": typed})

    assert "“Ảnh một”: Trần Thị Mai (mai) đã lưu lúc" in box(answer)
    assert '<legend class="visually-hidden">Ảnh một</legend>' in answer.text
    assert "bản của họ ghi ngay trên mỗi ô khác nhau" in answer.text
    assert (CORRECT in answer.text.replace("Hãy sửa lại", "")) is has_errors


def test_what_was_done_is_told_as_one_would_say_it(me, other):
    category = make_category()
    values = opened(me, category)
    other.post(address(category, "delete/"), {"post": "yes", "reason": "Thừa"})

    assert "Trần Thị Mai (mai) đã xóa lúc" in sent(me, category, values).text


@pytest.mark.parametrize("factory", [lambda: make_article(state="draft"), make_category])
def test_who_has_saved_in_another_tab_is_not_spoken_of_as_somebody_else(me, factory):
    thing = factory()
    name = "title" if hasattr(thing, "title") else "name"
    here, there = opened(me, thing), opened(me, thing)
    sent(me, thing, there, **{name: "Ở thẻ kia"})

    told = box(sent(me, thing, here, **{name: "Ở thẻ này"}))

    assert re.search("Bạn đã lưu lúc [0-9:]+, [0-9/]+ ở thẻ khác, sau khi bạn mở trang này", told)
    assert "Chưa có gì ở thẻ này được lưu" in told
    assert "họ" not in told.lower().replace("chọn", "")
