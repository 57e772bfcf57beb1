"""Who sent a text for review takes it back while nobody has decided on it."""

import pytest
from django.core.exceptions import PermissionDenied

from publishing.models import Event
from publishing.workflow import make_move, open_moves
from tests.desk.forms import address
from tests.desk.test_own_worklists import sent_by
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


def test_sender_takes_it_back_from_the_front_page(client, sign_in):
    article = sent_by(sign_in("Phóng viên"), title="Gửi vội")
    page = client.get("/admin/").text
    assert f'action="/admin/news/article/{article.pk}/move/recall/"' in page

    client.post(address(article, "move/recall/"), {"version": article.version})

    article.refresh_from_db()
    assert article.state == "draft"
    assert Event.objects.order_by("pk").last().name == "recall"


def test_others_do_not_and_nobody_does_once_it_is_approved(client, sign_in):
    writer, editor = make_user(*ALL), make_user(*ALL)
    article = sent_by(writer)
    assert "recall" not in open_moves(article, editor)
    with pytest.raises(PermissionDenied, match="Chỉ người đã gửi"):
        make_move("recall", article, by=editor)

    article = make_move("approve", article, by=editor)

    assert "recall" not in open_moves(article, writer)


def test_who_sent_the_text_of_another_takes_it_back(client):
    writer, sender = make_user(*ALL), make_user(*ALL)
    article = make_move("submit", write(make_article(state="draft"), by=writer, title="Hai"), by=sender)

    assert "recall" in open_moves(article, sender)
    assert "recall" not in open_moves(article, writer)


def test_edit_of_a_live_text_is_taken_back_and_readers_notice_nothing():
    writer = make_user(*ALL)
    article = make_move("submit", write(make_article(), by=writer, title="Hai"), by=writer)

    article = make_move("recall", article, by=writer)

    assert (article.state, article.edit_state) == ("published", "draft")


def test_stale_button_takes_nothing_back(client, sign_in):
    article = sent_by(sign_in("Phóng viên"))

    answer = client.post(address(article, "move/recall/"), {"version": article.version - 1})

    article.refresh_from_db()
    assert (answer.status_code, article.state) == (200, "in_review")
