"""Comparing from the history asks for two texts where two are not chosen."""

import pytest

from publishing.models import Revision
from tests.desk.forms import address
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(sign_in):
    sign_in("Phóng viên")
    return write(make_article(state="draft"), by=make_user(*ALL), title="Hai")


def compare(client, article, **chosen):
    return client.get(address(article, "compare/"), {"chon": "1", **chosen}, follow=True)


def test_writer_who_chose_nothing_is_told_to_choose(client, article):
    answer = compare(client, article)

    assert answer.redirect_chain == [(address(article, "history/"), 302)]
    assert "Chưa chọn đủ hai bản." in answer.text


def test_what_was_chosen_stays_chosen(client, article):
    first = Revision.objects.of(article).earliest("pk")

    page = compare(client, article, tu=first.pk).text

    assert "Chưa chọn đủ hai bản." in page
    assert f'name="tu" value="{first.pk}" checked' in page


def test_same_text_twice_is_no_comparison(client, article):
    first = Revision.objects.of(article).earliest("pk")

    assert "Hai cột đang chọn cùng một bản." in compare(client, article, tu=first.pk, den=first.pk).text


def test_two_chosen_texts_are_compared(client, article):
    first, second = Revision.objects.of(article).order_by("pk")

    assert "<h1>So sánh</h1>" in compare(client, article, tu=first.pk, den=second.pk).text


def test_forged_choice_is_not_followed_anywhere(client, article):
    page = compare(client, article, tu='"><script>', truoc="x")

    assert page.status_code == 404
    assert "<script>&quot;" not in page.text
