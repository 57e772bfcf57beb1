"""What another has changed since somebody was asked is neither deleted nor merged, and what goes with it neither."""

import pytest

from portal.pages.models import MenuItem
from tests.desk.conflicts import KINDS, main_field, make
from tests.desk.forms import address, opened, rows_sent, sent
from tests.factories import make_menu_item, make_tag

pytestmark = pytest.mark.django_db
TAGS = "/admin/news/tag/"
REASON = {"reason": "Thừa"}  # where one is asked for
DELETED = [model for model in KINDS if model.__name__ not in {"User", "SiteSettings"}]


@pytest.mark.parametrize("model", DELETED)
def test_row_changed_since_the_question_is_not_deleted(me, other, model):
    thing, (name, theirs, _) = make(model), main_field(model)
    values = rows_sent(me.get(address(thing, "delete/"))) | REASON
    sent(other, thing, opened(other, thing), **{name: theirs})

    answer = me.post(address(thing, "delete/"), values, follow=True)
    assert "Chưa xóa:" in answer.text
    assert "Trần Thị Mai (mai) đã lưu lúc" in answer.text
    assert model.objects.filter(pk=thing.pk).exists()

    me.post(address(thing, "delete/"), rows_sent(answer) | REASON)
    assert not model.objects.filter(pk=thing.pk).exists()


def test_item_of_the_menu_is_not_deleted_with_one_that_came_below_it_since_the_question(me):
    above = make_menu_item()
    values = rows_sent(me.get(address(above, "delete/")))
    below = make_menu_item(parent=above)

    answer = me.post(address(above, "delete/"), values, follow=True)
    assert MenuItem.objects.count() == 2

    assert str(below) in answer.text
    me.post(address(above, "delete/"), rows_sent(answer))
    assert not MenuItem.objects.exists()


@pytest.mark.parametrize("action", ["delete_selected", "merge"])
def test_rows_changed_since_the_question_are_left(me, other, action):
    one, two = make_tag(), make_tag()
    chosen = {"action": action, "_selected_action": [one.pk, two.pk]}
    values = rows_sent(me.post(TAGS, chosen)) | {"kept": one.pk, **REASON}
    sent(other, two, opened(other, two), name="Tên mới")

    answer = me.post(TAGS, values, follow=True)
    assert "có mục đã bị người khác sửa hoặc xóa sau khi bạn xem" in answer.text
    assert type(one).objects.count() == 2

    me.post(TAGS, rows_sent(me.post(TAGS, chosen)) | {"kept": one.pk, **REASON})
    assert type(one).objects.count() == (action == "merge")
