"""How the address of a page answers that is not out, or not any more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.workflow import make_move
from tests.factories import make_page, make_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
UNSEEN = [
    {"state": "draft"},
    {"state": "in_review"},
    {"state": "approved"},
    {"publish_at": timezone.now() + DAY},
]


def withdraw(page, **how):
    return make_move("withdraw", page, by=make_user("publishing.publish"), note="Đã có trang mới", **how)


@pytest.mark.parametrize("fields", UNSEEN)
def test_page_that_is_not_out_is_not_found(client, fields):
    page = make_page(title="Chim hoàng anh", **fields)

    answer = client.get(page.get_absolute_url())

    assert answer.status_code == 404
    assert "hoàng anh" not in answer.text


def test_withdrawn_page_is_gone_without_a_word_of_its_text(client):
    page = make_page(title="Chim hoàng anh")
    withdraw(page)

    answer = client.get(page.get_absolute_url())

    assert answer.status_code == 410
    assert "hoàng anh" not in answer.text


def test_merged_page_leads_to_where_it_went(client):
    page, other = make_page(), make_page()
    withdraw(page, withdrawal="merged", merged_into=other)

    answer = client.get(page.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (301, other.get_absolute_url())


def test_page_withdrawn_with_notice_shows_the_reason_and_no_robot(client):
    page = make_page()
    withdraw(page, withdrawal="with_notice")

    answer = client.get(page.get_absolute_url())

    assert answer.status_code == 200
    assert "Đã có trang mới" in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
