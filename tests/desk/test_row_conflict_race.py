"""Two people press the button at the very same moment: one saves, the other is warned."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models.signals import pre_save
from django.test import Client

from portal.accounts.models import User
from tests.desk.forms import address, rows_sent
from tests.factories import make_article, make_category, make_highlight, make_image, make_settings, make_user

pytestmark = pytest.mark.django_db(transaction=True)
WINDOW_SECONDS = 0.3  # for which the first keeps the second waiting, or would let it write over


@pytest.fixture
def slow_writing():
    def wait(sender, **kwargs):
        if sender._meta.app_label not in {"sessions", "publishing"}:
            time.sleep(WINDOW_SECONDS)

    pre_save.connect(wait)
    yield
    pre_save.disconnect(wait)


def both_send(where, *typed):
    """Two browsers open a page, then send it at once, each with its own words in some fields."""
    barrier, clients = Barrier(2), [Client(), Client()]
    for client in clients:
        client.force_login(make_user(is_superuser=True))
    forms = [rows_sent(client.get(where)) for client in clients]

    def send(number):
        barrier.wait()
        try:
            return clients[number].post(where, {**forms[number], **typed[number], "_save": "Lưu"})
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(send, range(2)))


def winner(answers):
    """Which of two was saved; there is exactly one."""
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [200, 302]
    return statuses.index(302)


@pytest.mark.parametrize(("make", "field"), [(make_category, "name"), (make_settings, "province")])
def test_of_two_forms_sent_at_once_one_is_saved(slow_writing, make, field):
    thing = make()

    answers = both_send(address(thing), {field: "Một"}, {field: "Hai"})

    thing.refresh_from_db()
    assert getattr(thing, field) == ["Một", "Hai"][winner(answers)]
    assert any(f"Bản của họ: <strong>{getattr(thing, field)}</strong>" in answer.text for answer in answers)


def test_of_two_who_give_a_user_other_roles_at_once_one_is_told(slow_writing):
    user, roles = make_user(), [Group.objects.create(name=name) for name in ("Vai một", "Vai hai")]

    answers = both_send(address(user), *({"groups": role.pk} for role in roles))

    assert User.objects.get(pk=user.pk).groups.get() == roles[winner(answers)]


def test_of_two_texts_of_an_article_sent_at_once_one_is_saved(slow_writing):
    article = make_article(state="draft")

    answers = both_send(address(article), {"title": "Một"}, {"title": "Hai"})

    article.refresh_from_db()
    assert article.title == ["Một", "Hai"][winner(answers)]
    assert any("đã lưu lúc" in answer.text for answer in answers)


@pytest.mark.parametrize("place", ["list", "describe"])
def test_of_two_pages_of_rows_sent_at_once_one_is_saved(slow_writing, place):
    thing = make_highlight() if place == "list" else make_image(alt="Người dân đi bỏ phiếu")
    where = "/admin/news/highlight/" if place == "list" else f"/admin/media_library/image/describe/?anh={thing.pk}"
    field, texts = ("order", [7, 8]) if place == "list" else ("title", ["Một", "Hai"])

    answers = both_send(where, *({f"form-0-{field}": text} for text in texts))

    thing.refresh_from_db()
    assert getattr(thing, field) == texts[winner(answers)]
