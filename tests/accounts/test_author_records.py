"""Whoever may write is an author too, made or found with the account, and proposed in new articles."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from news.models import Article, Author
from portal.accounts.models import User
from publishing.models import Event
from tests.desk.forms import Fields, opened, sent
from tests.factories import make_author, make_category, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/accounts/user/add/"
NGA = {"username": "nga", "last_name": "Trần Thúy", "first_name": "Nga", "is_active": "on"}


@pytest.fixture
def reporter(client, sign_in):
    sign_in("Quản trị")
    return Group.objects.get(name="Phóng viên")


def test_reporter_is_an_author_by_the_same_form(client, reporter):
    page = client.post(ADD, {**NGA, "groups": [reporter.pk]}, follow=True).text

    author = Author.objects.get()
    assert (author.name, author.user) == ("Trần Thúy Nga", User.objects.get(username="nga"))
    assert "Tác giả “Trần Thúy Nga” được gắn với tài khoản này" in page
    assert Event.objects.of(author).get().after["user"] == f"{author.user} ({author.user.pk})"


def test_administrator_alone_is_no_author(client, reporter):
    client.post(ADD, {**NGA, "groups": [Group.objects.get(name="Quản trị").pk]})

    assert not Author.objects.exists()


def test_name_given_later_makes_the_author_then(client, reporter):
    user = make_user(username="nga", groups=[reporter])
    assert not Author.objects.exists()

    sent(client, user, opened(client, user), last_name="Trần Thúy", first_name="Nga")

    assert Author.objects.get().user == user


@pytest.mark.parametrize("known", ["Trần Thúy Nga", "trần thuý  nga", "TRAN THUY NGA"])
def test_author_of_that_name_is_taken(client, reporter, known):
    author = make_author(name=known)

    client.post(ADD, {**NGA, "groups": [reporter.pk]})

    assert [(one.pk, one.user.username) for one in Author.objects.all()] == [(author.pk, "nga")]


@pytest.mark.parametrize("name", ["Trần Thủy Nga", "Trần Thúy Ngà"])
def test_name_with_other_accents_is_somebody_else(client, reporter, name):
    other = make_author(name=name)

    client.post(ADD, {**NGA, "groups": [reporter.pk]})

    other.refresh_from_db()
    assert other.user is None
    assert Author.objects.count() == 2


def test_author_of_another_account_is_left_to_it(client, reporter):
    taken = make_author(name="Trần Thúy Nga", user=make_user())

    client.post(ADD, {**NGA, "groups": [reporter.pk]})

    assert Author.objects.exclude(pk=taken.pk).get().user.username == "nga"


def test_accounts_from_before_are_given_theirs_with_the_roles(reporter):
    user = make_user(groups=[reporter], last_name="Trần Thúy", first_name="Nga")
    Author.objects.all().delete()

    call_command("sync_roles", verbosity=0)
    call_command("sync_roles", verbosity=0)

    assert Author.objects.get().user == user


def test_writer_is_proposed_in_a_new_article(client, sign_in):
    user = sign_in("Phóng viên", last_name="Trần Thúy", first_name="Nga")
    form = Fields(client.get("/admin/news/article/add/").text).values

    client.post("/admin/news/article/add/", {**form, "title": "Ngày hội", "category": make_category().pk})

    assert form["authors"] == [str(user.author.pk)]
    assert Article.objects.get().authors.get() == user.author


def test_who_is_no_author_has_nobody_proposed(client, sign_in):
    sign_in("Phóng viên")

    assert "authors" not in Fields(client.get("/admin/news/article/add/").text).values
