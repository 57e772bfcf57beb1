"""Several rows on one page, and rows that are gone, deleted or merged while somebody looks at them."""

import pytest

from media_library.models import Image
from news.models import Category, Highlight
from tests.desk.conflicts import KINDS, main_field, make
from tests.desk.forms import Fields, address, opened, rows_sent, sent
from tests.factories import (
    make_category,
    make_highlight,
    make_image,
    make_user,
)

pytestmark = pytest.mark.django_db
HIGHLIGHTS, TAGS = "/admin/news/highlight/", "/admin/news/tag/"
DESCRIBE = "/admin/media_library/image/describe/"


def test_number_in_a_list_that_another_has_changed_is_not_written_over(me, other):
    one, two = make_highlight(order=1), make_highlight(order=2)
    values = {**rows_sent(me.get(HIGHLIGHTS)), "_save": "Lưu"}
    sent(other, two, opened(other, two), order=0)

    answer = me.post(HIGHLIGHTS, {**values, "form-0-order": 8, "form-1-order": 9})
    assert "Trần Thị Mai (mai) đã lưu lúc" in answer.text
    assert "Bản của họ: 0" in answer.text
    table = answer.text.partition('id="result_list"')[2]
    assert table.index(str(one.article)) < table.index(str(two.article))  # each beside its own number
    assert set(Highlight.objects.values_list("order", flat=True)) == {1, 0}

    me.post(HIGHLIGHTS, {**rows_sent(answer), "_save": "Lưu"})
    assert dict(Highlight.objects.values_list("pk", "order")) == {one.pk: 8, two.pk: 9}


def test_number_left_alone_in_a_list_stays_as_another_has_set_it(me, other):
    one, two = make_highlight(order=1), make_highlight(order=2)
    values = {**rows_sent(me.get(HIGHLIGHTS)), "_save": "Lưu"}
    sent(other, two, opened(other, two), order=5)

    me.post(HIGHLIGHTS, {**values, "form-0-order": 8})

    assert dict(Highlight.objects.values_list("pk", "order")) == {one.pk: 8, two.pk: 5}


def test_list_with_a_row_that_is_gone_says_so_and_saves_nothing(me):
    one, two = make_highlight(order=1), make_highlight(order=2)
    values = {**rows_sent(me.get(HIGHLIGHTS)), "_save": "Lưu"}
    two.delete()

    answer = me.post(HIGHLIGHTS, {**values, "form-0-order": 8}, follow=True)

    one.refresh_from_db()
    assert one.order == 1
    assert "Chưa lưu: có mục đã bị người khác sửa hoặc xóa" in answer.text


def test_description_that_another_has_written_is_not_written_over(me, other):
    one, two = make_image(alt="Một"), make_image(alt="Hai")
    where = f"{DESCRIBE}?anh={one.pk},{two.pk}"
    values = rows_sent(me.get(where))
    sent(other, one, opened(other, one), alt="Của người kia", caption="Chú thích mới")

    answer = me.post(where, {**values, "form-0-alt": "Của tôi", "form-1-alt": "Hai mới"})
    assert "Bản của họ: Của người kia" in answer.text
    assert rows_sent(answer)["form-0-caption"] == "Chú thích mới"
    assert list(Image.objects.order_by("pk").values_list("alt", flat=True)) == ["Của người kia", "Hai"]

    me.post(where, rows_sent(answer))
    assert list(Image.objects.order_by("pk").values_list("alt", flat=True)) == ["Của tôi", "Hai mới"]


@pytest.mark.parametrize("model", [model for model in KINDS if model.__name__ not in {"User", "SiteSettings"}])
def test_words_typed_over_a_row_that_is_gone_are_given_back(me, other, model):
    thing, (name, _, mine) = make(model), main_field(model)
    values = opened(me, thing)
    other.post(address(thing, "delete/"), {"post": "yes", "reason": "Thừa"})

    answer = sent(me, thing, values, **{name: mine})

    assert "Trần Thị Mai (mai) đã xóa lúc" in answer.text
    assert Fields(answer.text).values[name] == str(mine)
    assert not model.objects.filter(pk=thing.pk).exists()


def test_words_given_back_can_be_added_anew(me):
    category = make_category(name="Cũ")
    values = opened(me, category)
    Category.objects.filter(pk=category.pk).delete()

    answer = sent(me, category, values, name="Của tôi")
    assert "Người khác đã xóa mục này hoặc gộp vào mục khác" in answer.text
    me.post("/admin/news/category/add/", Fields(answer.text).values)

    assert Category.objects.get().name == "Của tôi"


@pytest.mark.parametrize("more", [[], ["news.add_category"]], ids=["change", "add"])
def test_only_who_may_add_is_offered_to_add_it_anew(client, more):
    client.force_login(make_user("news.change_category", *more))
    category = make_category()
    values = opened(client, category)
    Category.objects.filter(pk=category.pk).delete()

    assert ("Thêm lại với những chữ này" in sent(client, category, values).text) == bool(more)
