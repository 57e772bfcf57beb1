"""The token of a form: whose it is, what one that is not ours is worth, how long it is remembered."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from news.models import Article
from publishing.models import Submission
from publishing.submissions import FORM_INPUT_NAME, RETENTION, SIGNER
from tests.desk.forms import Fields, opened, sent
from tests.factories import make_article, make_category, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/news/article/add/"


@pytest.fixture
def article_form(client, sign_in):
    """The fields of a new article's form, filled in."""
    sign_in("Phóng viên")
    category = make_category()
    return {**Fields(client.get(ADD).text).values, "title": "Một lần", "category": category.pk, "body": "<p>Chữ</p>"}


@pytest.mark.parametrize("token", [None, "", "bịa", "abc:def", "x" * 5000])
def test_form_without_a_token_of_ours_is_saved_as_ever(client, article_form, token):
    form = {**article_form, FORM_INPUT_NAME: token}
    if token is None:
        del form[FORM_INPUT_NAME]

    assert client.post(ADD, form).status_code == 302

    assert Article.objects.count() == 1
    assert not Submission.objects.exists()


def test_token_that_somebody_else_has_spent_keeps_nobody_from_saving(client, article_form):
    token = SIGNER.unsign(article_form[FORM_INPUT_NAME]).rpartition(".")[2]
    Submission.objects.create(token=token, user=make_user(), digest="", address="/admin/")

    client.post(ADD, article_form)

    assert Article.objects.count() == 1


def test_one_person_spends_a_token_once():
    submission = Submission.objects.create(token="abc", user=make_user(), digest="", address="/admin/")

    with pytest.raises(IntegrityError):
        Submission.objects.create(token="abc", user=submission.user, digest="", address="/admin/")


def test_spent_tokens_are_swept_after_a_while(client, sign_in):
    user = sign_in("Phóng viên")
    old = Submission.objects.create(token="cũ", user=user, digest="", address="/admin/")
    Submission.objects.update(at=timezone.now() - RETENTION - timedelta(days=1))
    article = make_article(state="draft")

    sent(client, article, opened(client, article), title="Hai")

    assert Submission.objects.exclude(pk=old.pk).get() == Submission.objects.get()
