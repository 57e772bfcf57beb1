"""The checklist beside the form: asked of what is typed, writing nothing, for who may save the form."""

import pytest

from news.models import Article
from publishing.confirmations import findings_digest
from publishing.models import Event, Revision
from tests.desk.forms import address, opened
from tests.factories import make_article, make_image, make_user
from tests.kinds import each_kind
from tests.publishing.editing import ALL

pytestmark = pytest.mark.django_db
ADD = "/admin/news/article/add/checklist/"


@each_kind
def test_what_is_typed_is_looked_at_and_nothing_is_written(me, make):
    thing = make(state="draft")
    events, revisions = Event.objects.count(), Revision.objects.count()

    answer = me.post(address(thing, "checklist/"), {**opened(me, thing), "title": "Đại biểu của của tỉnh"})

    thing.refresh_from_db()
    assert "“của của”" in answer.json()["panel"]
    assert "“của của”" in answer.json()["question"]
    assert "Đại biểu của của tỉnh" not in thing.title
    assert (Event.objects.count(), Revision.objects.count()) == (events, revisions)


def test_new_text_is_looked_at_before_it_has_a_category(me):
    answer = me.post(ADD, {"title": "", "body": "<h4>Mục</h4>"}).json()

    assert "Chưa có tiêu đề. Hãy đặt tiêu đề." in answer["panel"]
    assert "Chưa chọn chuyên mục" in answer["panel"]
    assert "nhảy cấp" in answer["panel"]
    assert Article.objects.count() == 0


def test_what_confirms_is_what_the_form_of_the_move_takes(me):
    article = make_article(state="draft")
    fields = {**opened(me, article), "body": '<p>Xem <a href="/x/">tại đây</a></p>'}

    answer = me.post(address(article, "checklist/"), fields).json()
    me.post(address(article), {**fields, "_save": "1"})
    me.post(address(article, "move/submit/"), {"confirmed": "1", "confirmation_checklist": answer["digest"]})

    assert answer["moves"]["submit"] == "Gửi duyệt"
    assert Article.objects.get().state == "in_review"


def test_edit_that_is_open_is_looked_at_with_its_relations(me):
    article = make_article(lead_image=make_image(alt="Lễ"), summary="Có.")
    me.post(address(article), {**opened(me, article), "summary": "", "_save": "1"})

    answer = me.post(address(article, "checklist/"), opened(me, article)).json()

    assert "Chưa có tóm tắt" in answer["question"]
    assert "Chưa có ảnh chính" not in answer["panel"]


def test_length_and_looks_elsewhere_are_told(me):
    fields = {"title": "Ngày hội " * 12, "summary": "Vui. " * 50, "body": f"<p>{'tiếng ' * 600}</p>"}

    panel = me.post(ADD, fields).json()["panel"]

    assert "650 tiếng, đọc khoảng 3 phút." in panel
    assert "Ngày hội Ngày hội Ngày hội Ngày hội Ngày hội Ngày hội Ngày…" in panel


@pytest.mark.parametrize("fields", [{}, {"title": "x\0y"}, {"version": "abc"}, {"lead_image": "9" * 30}, {"tags": "x"}])
def test_forged_fields_are_no_failure(me, fields):
    article = make_article(state="draft")

    assert me.post(ADD, fields).status_code == 200
    assert me.post(address(article, "checklist/"), fields).status_code == 200


def test_only_who_may_save_the_form_is_answered(client):
    article = make_article()
    client.force_login(make_user("news.view_article", "publishing.publish"))

    assert client.post(address(article, "checklist/"), {}).status_code == 403
    assert client.post(ADD, {}).status_code == 403
    assert 'id="checklist"' not in client.get(address(article)).text
    client.force_login(make_user("news.view_article", "news.change_article", *ALL))
    assert client.get(address(article, "checklist/")).status_code == 405
    assert 'id="checklist"' in client.get(address(article)).text


def test_window_is_told_errors_first_and_in_the_words_of_the_move(me):
    answer = me.post(ADD, {"title": "Đại biểu của của tỉnh", "body": ""}).json()

    assert answer["must_mend"]
    assert "Phải sửa xong mới gửi được" in answer["question"]
    assert "Phải sửa xong mới đăng được" in answer["question_to_publish"]
    assert 0 < answer["question"].index("Chưa có nội dung") < answer["question"].index("“của của”")
    assert ("force" in answer["publishing_moves"], "submit" in answer["publishing_moves"]) == (True, False)


def test_digest_is_of_the_findings_in_their_order():
    assert findings_digest(["a", "b"]) != findings_digest(["b", "a"])
