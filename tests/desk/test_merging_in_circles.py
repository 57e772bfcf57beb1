"""The page of withdrawing refuses to merge into what cannot be read, before anything is done."""

import pytest

from tests.desk.forms import address
from tests.factories import make_article

pytestmark = pytest.mark.django_db
MISSING = 987654


@pytest.fixture
def merged(client, sign_in):
    """Post the page of withdrawing, merging into the thing with this id; returns the page."""
    sign_in("Thư ký tòa soạn")

    def merged(article, number):
        data = {"note": "Trùng", "withdrawal": "merged", "merged_into": number}
        return client.post(address(article, "move/withdraw/"), data, follow=True).text

    return merged


def test_form_refuses_a_circle_and_says_what_to_do(merged):
    first, last = make_article(title="Bài đầu"), make_article()
    merged(first, last.pk)

    page = merged(last, first.pk)

    last.refresh_from_db()
    assert "“Bài đầu” đã gộp vào chính nội dung này, không gộp vòng." in page
    assert last.is_published


@pytest.mark.parametrize("target", ["itself", "draft", "missing", "huge"])
def test_form_refuses_what_is_no_place_to_send_readers_to(merged, target):
    article = make_article()
    numbers = {"itself": article.pk, "draft": make_article(state="draft").pk, "missing": MISSING, "huge": 10**30}

    page = merged(article, numbers[target])

    article.refresh_from_db()
    assert "errorlist" in page
    assert article.is_published
