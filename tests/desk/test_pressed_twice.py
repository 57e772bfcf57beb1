"""A second press of a button on what there is: no second revision, and no quarrel with oneself."""

import pytest

from publishing.models import Revision
from publishing.submissions import FORM_INPUT_NAME
from tests.desk.forms import opened, sent
from tests.factories import make_article
from tests.publishing.editing import write

pytestmark = pytest.mark.django_db
AGAIN = "Đã lưu rồi"
QUARREL = "sau khi bạn"


@pytest.fixture(params=["draft", "published"])
def article(sign_in, request):
    sign_in("Phóng viên", "Biên tập viên", "Thư ký tòa soạn")
    return make_article(state=request.param, title="Đầu tiên")


def test_second_press_of_save_keeps_one_revision(client, article):
    values = opened(client, article)

    answers = [sent(client, article, values, title="Hai") for _ in range(2)]

    assert AGAIN in answers[1].text
    assert Revision.objects.of(article).count() == 2


def test_second_press_without_a_token_is_no_quarrel_with_oneself(client, article):
    values = opened(client, article)
    del values[FORM_INPUT_NAME]

    answers = [sent(client, article, values, title="Hai") for _ in range(2)]

    assert QUARREL not in answers[1].text
    assert Revision.objects.of(article).count() == 2


def test_form_that_is_written_on_after_its_answer_was_lost_goes_on_from_its_own_save(client, article):
    values = opened(client, article)
    sent(client, article, values, title="Hai")

    answer = sent(client, article, values, title="Hai và thêm")

    assert QUARREL not in answer.text
    assert Revision.objects.of(article).last().content["title"] == "Hai và thêm"


def test_what_another_wrote_after_ones_own_save_is_still_met(client, article, django_user_model):
    values = opened(client, article)
    sent(client, article, values, title="Hai")
    article.refresh_from_db()
    other = django_user_model.objects.create(username="mai", is_superuser=True)
    write(article, by=other, title="Của Mai")

    answer = sent(client, article, values, title="Hai và thêm")

    assert "mai đã lưu lúc" in answer.text
    assert Revision.objects.of(article).last().content["title"] == "Của Mai"
