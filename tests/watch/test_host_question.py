"""A publisher is asked about a host that no text has linked to."""

import pytest

from news.models import Article
from portal.watch.models import KnownHost
from publishing.confirmations import confirmations
from publishing.models import Event, State
from tests.desk.forms import address, opened, sent
from tests.factories import make_article, make_user
from tests.watch.written_past import BODY, article_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client):
    user = make_user(is_superuser=True)
    client.force_login(user)
    return user


def state(article):
    return Article.objects.get(pk=article.pk).state


def test_publisher_is_asked_about_a_new_host_and_confirms(client, publisher):
    article = article_to("moi.vn")
    page = sent(client, article, opened(client, article), _move="force").text
    assert "nơi mà cổng chưa từng dẫn tới: moi.vn." in page
    where = address(article, "move/force/")

    refused = client.post(where, {"note": "gấp", "confirmed": "1"})
    assert "Hãy đánh dấu ô này nếu đúng" in refused.text
    assert "gấp" in refused.text
    assert state(article) == "approved"

    client.post(where, {"note": "gấp", "confirmed": "1", "confirmation_0": "on"})
    assert state(article) == "published"
    assert KnownHost.objects.get().by_text == publisher.username
    assert Event.objects.of(article).filter(name="host_confirmed").get().note == "moi.vn"


def test_known_host_is_not_asked_about(client, publisher):
    KnownHost.add(["biet.vn"])
    article = article_to("www.biet.vn")

    client.post(address(article, "move/force/"), {"note": "gấp", "confirmed": "1"})

    assert state(article) == "published"


def test_move_that_publishes_nothing_asks_nothing(client, publisher):
    article = article_to("moi.vn")

    assert "chưa từng dẫn tới" not in client.get(address(article, "move/return/")).text


def test_edit_of_a_live_text_is_asked_about_by_its_own_words(client):
    article = make_article()
    client.force_login(make_user(is_superuser=True))
    sent(client, article, opened(client, article), body=BODY.format("moi.vn"))

    assert "moi.vn" in client.get(address(article, "move/force/")).text


def test_publishing_many_leaves_those_that_ask(client):
    user = make_user("news.view_article", "news.change_article", "publishing.submit", "publishing.publish")
    client.force_login(user)
    asking, other = article_to("moi.vn"), make_article(state=State.APPROVED)
    data = {"action": "publish", "_selected_action": [asking.pk, other.pk]}

    page = client.post("/admin/news/article/", data, follow=True).text

    assert (state(asking), state(other)) == ("approved", "published")
    assert "moi.vn. Tôi đã mở xem và đồng ý. Hãy mở riêng mục này." in page


def test_edit_that_nobody_can_read_any_more_asks_nothing(client, publisher, monkeypatch):
    article = make_article()
    sent(client, article, opened(client, article), body=BODY.format("moi.vn"))
    monkeypatch.setattr(Article, "revision_schema", 2)

    assert confirmations("force", Article.objects.get()) == []
