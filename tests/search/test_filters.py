from datetime import datetime

import pytest
from django.utils import timezone

from tests.factories import make_article, make_category, make_link, make_programme, make_video

pytestmark = pytest.mark.django_db


def local(*parts):
    return timezone.make_aware(datetime(*parts))  # noqa: DTZ001 -- made aware here


@pytest.fixture
def one_of_each(db):
    make_article(title="Lúa, bài"), make_video(title="Lúa, video")
    make_programme(name="Lúa, chuyên đề"), make_link(title="Lúa, liên kết")


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize(
    ("kind", "title"),
    [("bai-viet", "bài"), ("video", "video"), ("chuyen-de", "chuyên đề"), ("lien-ket", "liên kết")],
)
def test_reader_chooses_a_kind(titles, kind, title):
    assert titles("lúa", loai=kind) == [f"Lúa, {title}"]


def test_reader_chooses_a_category_with_what_is_below_it(titles):
    above = make_category(slug="tren")
    below = make_category(parent=make_category(parent=above))
    make_article(title="Lúa ở dưới", category=below), make_article(title="Lúa ở chỗ khác")

    assert titles("lúa", chuyen_muc="tren") == ["Lúa ở dưới"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"tu": "02/09/2020"}, ["Lúa 2", "Lúa 1"]),
        ({"den": "02/09/2020"}, ["Lúa 1", "Lúa 0"]),
        ({"tu": "2.9.2020", "den": " 02-09-2020 "}, ["Lúa 1"]),
        ({"tu": "01/01/0001", "den": "31/12/9999"}, ["Lúa 2", "Lúa 1", "Lúa 0"]),
    ],
)
def test_reader_chooses_days_by_the_local_clock(titles, days, expected):
    make_link(title="Lúa không có ngày")
    moments = [local(2020, 9, 1, 23, 59), local(2020, 9, 2, 0, 0), local(2020, 9, 3, 0, 0)]
    for number, moment in enumerate(moments):
        make_article(title=f"Lúa {number}", publish_at=moment)

    assert titles("lúa", **days) == expected


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("tu", "30/02/2020", "“30/02/2020” không phải là ngày. Hãy viết ngày/tháng/năm, ví dụ 11/02/2020."),
        ("den", "hôm qua", "“hôm qua” không phải là ngày. Hãy viết ngày/tháng/năm, ví dụ 11/02/2020."),
        ("den", "01/01/2019", "Chọn ngày cuối không sớm hơn ngày đầu."),
        ("loai", "truyen", "Không có loại này. Hãy chọn trong danh sách."),
        ("chuyen-muc", "khong-co", "Không có chuyên mục này. Hãy chọn trong danh sách."),
        ("xep", "cu-nhat", "Không có thứ tự này. Hãy chọn trong danh sách."),
    ],
)
def test_nonsense_is_told_at_its_field_and_nothing_typed_is_lost(client, name, typed, sentence):
    answer = client.get("/tim-kiem/", {"q": "cây lúa", "tu": "01/01/2020", name: typed})

    page = answer.content.decode()
    assert f'id="id_{name}_error">{sentence}</span>' in page
    assert f'aria-describedby="id_{name}_error"' in page
    assert ('value="cây lúa"' in page) or name == "q"
    assert f'value="{typed}"' in page or name in {"loai", "chuyen-muc", "xep"}
