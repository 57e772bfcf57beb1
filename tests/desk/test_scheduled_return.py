"""What was withdrawn and rewritten can be scheduled: until then its address answers as it did."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.models import Revision
from publishing.workflow import make_move, open_moves
from tests.desk.forms import address
from tests.factories import make_article, make_tag, make_user
from tests.kinds import each_kind
from tests.publishing.editing import ALL, approved_edit, write
from tests.publishing.withdrawn_and_expired import LONG_AGO, withdrawn

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def scheduled(thing, at=None):
    return make_move("schedule", approved_edit(thing), by=make_user(*ALL), at=at or timezone.now() + HOUR)


def withdrawn_as(withdrawal, **arguments):
    article = make_article(publish_at=LONG_AGO, body="<p>Số liệu sai.</p>")
    return make_move("withdraw", article, by=make_user(*ALL), note="Chờ xác minh", withdrawal=withdrawal, **arguments)


@each_kind
def test_text_comes_back_at_its_time_with_that_date(make):
    at = timezone.now() + HOUR

    thing = scheduled(withdrawn(make), at)

    assert (thing.is_scheduled, thing.title, thing.publish_at, thing.edit_state) == (True, "Sửa", at, "")
    assert (thing.first_publish_at, thing.id_date) == (LONG_AGO, LONG_AGO)
    assert type(thing).objects.published(at=at).filter(pk=thing.pk).exists()


def test_address_goes_on_to_say_that_it_is_gone_without_a_word_of_either_text(client):
    answer = client.get(scheduled(withdrawn_as("in_error")).get_absolute_url())

    assert answer.status_code == 410
    assert not any(words in answer.text for words in ("Sửa", "Số liệu sai", "Chờ xác minh"))


def test_reason_that_readers_were_given_stands_there_until_then(client):
    answer = client.get(scheduled(withdrawn_as("with_notice")).get_absolute_url())

    assert (answer.status_code, "Chờ xác minh" in answer.text) == (410, True)
    assert "Số liệu sai" not in answer.text


def test_merged_address_leads_to_the_other_until_then(client):
    other = make_article()

    answer = client.get(scheduled(withdrawn_as("merged", merged_into=other)).get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (301, other.get_absolute_url())


def test_time_is_chosen_on_the_page_which_says_what_readers_get_until_then(client, sign_in):
    sign_in("Thư ký tòa soạn")
    article = approved_edit(withdrawn())

    page = client.get(address(article, "move/schedule/")).text
    client.post(address(article, "move/schedule/"), {"at_0": "30/11/2099", "at_1": "8 giờ", "confirmed": "1"})

    article.refresh_from_db()
    assert "địa chỉ vẫn trả lời như đã gỡ" in page
    assert article.is_scheduled


def test_taken_back_the_withdrawn_text_stands_again_and_the_new_one_beside_it():
    old, new, user = make_tag(), make_tag(), make_user(*ALL)
    article = withdrawn(lambda **fields: make_article(body="<p>Số liệu sai.</p>", tags=[old], **fields))
    article = make_move("submit", write(article, by=user, title="Sửa", relations={"tags": [new]}), by=user)
    make_move("approve", article, by=make_user(*ALL))
    article = make_move("schedule", article, by=make_user(*ALL), at=timezone.now() + HOUR)
    assert list(article.tags.all()) == [new]

    article = make_move("unschedule", article, by=user)

    assert (article.state, article.edit_state, article.publish_at) == ("withdrawn", "approved", LONG_AGO)
    assert (article.title == "Sửa", list(article.tags.all()), article.changes) == (False, [old], [])
    assert Revision.objects.of(article).last().content["title"] == "Sửa"
    assert {"publish", "schedule"} <= set(open_moves(article, make_user(*ALL)))


def test_edit_of_what_readers_have_is_still_not_scheduled(client, sign_in):
    sign_in("Thư ký tòa soạn")

    page = client.get(address(approved_edit(make_article()), "move/schedule/"), follow=True).text

    assert "bản sửa của nội dung đang đăng thì lên trang ngay khi đăng" in page
