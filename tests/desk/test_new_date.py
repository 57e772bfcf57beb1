"""The page of a move that brings a withdrawn thing out again offers a new date to who may publish."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.forms import address, opened, sent
from tests.factories import make_article, make_user
from tests.kinds import each_kind
from tests.publishing.editing import approved_edit, write
from tests.publishing.withdrawn_and_expired import withdrawn

pytestmark = pytest.mark.django_db


@each_kind
def test_old_date_stays_unless_another_is_chosen(client, sign_in, make):
    sign_in("Thư ký tòa soạn")
    thing = withdrawn(make)
    page = client.get(address(thing, "move/restore/")).text
    assert 'name="new_date" value="" id="id_new_date_0" checked' in page

    client.post(address(thing, "move/restore/"), {"confirmed": "1", "new_date": ""})

    again = type(thing).objects.get(pk=thing.pk)
    assert (again.is_published, again.publish_at) == (True, thing.publish_at)


@each_kind
@pytest.mark.parametrize("name", ["restore", "publish"])
def test_new_date_is_chosen_on_the_page(client, sign_in, make, name):
    sign_in("Thư ký tòa soạn")
    thing = withdrawn(make) if name == "restore" else approved_edit(withdrawn(make))

    client.post(address(thing, f"move/{name}/"), {"confirmed": "1", "new_date": "now"})

    again = type(thing).objects.get(pk=thing.pk)
    assert again.is_published
    assert timezone.now() - again.publish_at < timedelta(hours=1)


def test_button_that_saves_and_publishes_asks_for_the_date_first(client, sign_in):
    sign_in("Thư ký tòa soạn")
    article = approved_edit(withdrawn())

    page = sent(client, article, opened(client, article), _move="publish").text

    article.refresh_from_db()
    assert article.state == "withdrawn"
    assert 'name="new_date"' in page


@pytest.mark.parametrize("name", ["publish", "force"])
def test_page_of_what_is_out_offers_no_date(client, sign_in, name):
    sign_in("Thư ký tòa soạn")
    article = approved_edit(make_article())

    assert 'name="new_date"' not in client.get(address(article, f"move/{name}/")).text


def test_who_may_not_publish_is_offered_no_date_and_a_forged_one_changes_nothing(client):
    rights = ["news.view_article", "news.change_article", "publishing.submit", "publishing.force"]
    user = make_user(*rights)
    client.force_login(user)
    article = write(withdrawn(), by=user, title="Sửa")
    assert 'name="new_date"' not in client.get(address(article, "move/force/")).text

    client.post(address(article, "move/force/"), {"confirmed": "1", "note": "Gấp", "new_date": "now"})

    again = type(article).objects.get(pk=article.pk)
    assert (again.is_published, again.publish_at) == (True, article.publish_at)


def test_forged_choice_is_refused(client, sign_in):
    sign_in("Thư ký tòa soạn")
    article = withdrawn()

    page = client.post(address(article, "move/restore/"), {"confirmed": "1", "new_date": "2020-01-01"}).text

    article.refresh_from_db()
    assert "errorlist" in page
    assert article.state == "withdrawn"
