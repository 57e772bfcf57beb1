from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.models import Event
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

SECRETARY = [
    "news.view_article",
    "news.change_article",
    *(f"publishing.{c}" for c in ("submit", "review", "publish", "force")),
]


@pytest.fixture
def move(client):
    """Post the page of a move as somebody who may make them all."""
    client.force_login(make_user(*SECRETARY))

    def move(article, name, **data):
        answer = client.post(f"/admin/news/article/{article.pk}/move/{name}/", {"confirmed": "1", **data}, follow=True)
        article.refresh_from_db()
        return answer

    return move


def test_returning_asks_for_a_reason_and_keeps_it(move):
    article = make_article(state="in_review")

    refused = move(article, "return")
    assert article.state == "in_review"
    assert "errorlist" in refused.text
    assert 'value="1" class="default">Trả lại</button>' in refused.text

    move(article, "return", note="Thiếu nguồn tin")
    assert article.state == "draft"
    assert Event.objects.of(article).last().note == "Thiếu nguồn tin"


def test_scheduling_reads_the_day_first_and_in_vietnamese_time(move):
    article = make_article(state="approved")
    day = timezone.localdate() + timedelta(days=400)

    move(article, "schedule", at_0=f"{day:%d/%m/%Y}", at_1="08:00")

    assert article.is_scheduled
    assert timezone.localtime(article.publish_at).strftime("%d/%m/%Y %H:%M") == f"{day:%d/%m/%Y} 08:00"


def test_a_past_time_is_refused_with_what_to_do(move):
    article = make_article(state="approved")

    page = move(article, "schedule", at_0="01/01/2020", at_1="08:00").content.decode()

    assert "Hãy chọn thời điểm đăng ở sau lúc này." in page
    assert article.state == "approved"


def test_withdrawing_into_another_article(move, client):
    article, other = make_article(), make_article()

    move(article, "withdraw", note="Trùng", withdrawal="merged", merged_into=other.pk)

    assert client.get(article.get_absolute_url())["Location"] == other.get_absolute_url()


def test_a_move_that_is_not_open_is_told_and_changes_nothing(move):
    article = make_article(state="draft")

    page = move(article, "publish").content.decode()

    assert "Lúc này không thể làm việc ấy" in page
    assert article.state == "draft"


@pytest.mark.parametrize("name", ["khong-co", "place"])
def test_an_unknown_move_changes_nothing(move, name):
    article = make_article()

    assert move(article, name).status_code == 200
    assert article.state == "published"


def test_reader_of_the_desk_without_rights_sees_no_move(client):
    client.force_login(make_user("news.view_article"))
    article = make_article(state="in_review")

    client.post(f"/admin/news/article/{article.pk}/move/approve/", {"confirmed": "1"})

    article.refresh_from_db()
    assert article.state == "in_review"
