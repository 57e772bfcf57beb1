"""Names that differ only in case, accents or spaces are offered for merging to who may merge."""

import pytest

from news.models import Tag
from tests.desk.forms import Fields
from tests.factories import make_article, make_author, make_source, make_tag

pytestmark = pytest.mark.django_db
KINDS = pytest.mark.parametrize(
    ("make", "model"),
    [(make_tag, "tag"), (make_author, "author"), (make_source, "source")],
    ids=["tag", "author", "source"],
)


@KINDS
@pytest.mark.parametrize("other", ["đại đoàn kết", "Dai doan ket", "Đại đoàn-kết", "Đại đoànkết", "ĐẠI ĐOÀN KẾT"])
def test_secretary_is_offered_similar_names(client, sign_in, make, model, other):
    sign_in("Thư ký tòa soạn")
    make(name="Đại đoàn kết")
    make(name=other)
    make(name="Đại hội")

    listed = client.get(f"/admin/news/{model}/").text
    page = client.get(f"/admin/news/{model}/similar/")

    assert "Có 1 tên có thể trùng nhau" in listed
    assert [[row.name for row in group] for group in page.context["groups"]] == [["Đại đoàn kết", other]]
    assert f"Gộp Đại đoàn kết, {other}" in page.text


def test_offered_names_are_merged_by_the_same_question_as_ever(client, sign_in):
    sign_in("Thư ký tòa soạn")
    kept, other = make_tag(name="Xóa nghèo"), make_tag(name="xoá nghèo")
    article = make_article(tags=[other])
    page = client.get("/admin/news/tag/similar/").text
    form = Fields(page.replace('class="module similar"', 'id="similar_form"')).values

    asked = client.post("/admin/news/tag/", form)
    client.post("/admin/news/tag/", {**form, "confirmed": "1", "kept": kept.pk})

    assert "Chọn mục được giữ lại" in asked.text
    assert list(Tag.objects.all()) == list(article.tags.all()) == [kept]


def test_nothing_is_said_where_no_names_are_similar(client, sign_in):
    sign_in("Thư ký tòa soạn")
    make_tag(name="Đại hội"), make_tag(name="Đại hội 18")

    assert "trùng nhau" not in client.get("/admin/news/tag/").text
    assert "Không có tên nào trùng nhau." in client.get("/admin/news/tag/similar/").text


def test_who_may_not_merge_is_offered_nothing(client, sign_in):
    sign_in("Biên tập viên")
    make_tag(name="Xóa nghèo"), make_tag(name="Xoá nghèo")

    assert "trùng nhau" not in client.get("/admin/news/tag/").text
    assert client.get("/admin/news/tag/similar/").status_code == 403


def test_page_asks_two_queries_however_many_there_are(client, sign_in, django_assert_max_num_queries):
    sign_in("Thư ký tòa soạn")
    for number in range(3):
        make_tag(name=f"Thẻ số {number}"), make_tag(name=f"thẻ  số-{number}")

    with django_assert_max_num_queries(8):
        client.get("/admin/news/tag/similar/")
