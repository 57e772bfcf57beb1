import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from tests.desk.forms import Fields, complete_article
from tests.factories import make_user


@pytest.fixture
def sign_in(client):
    """Sign a new member of the roles in and answer them."""
    call_command("sync_roles", verbosity=0)

    def sign_in(*roles, **fields):
        user = make_user(groups=[Group.objects.get(name=role) for role in roles], **fields)
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def me(client):
    """A browser in which a superuser has signed in."""
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.fixture
def other():
    """A second one, of Trần Thị Mai."""
    client = Client()
    client.force_login(make_user(is_superuser=True, last_name="Trần Thị", first_name="Mai", username="mai"))
    return client


@pytest.fixture
def lists(client):
    """The titles in each list of the front page, by the list's name."""

    def lists():
        page = client.get("/admin/")
        return {each.name: [str(thing) for thing in things] for each, things in page.context.get("worklists") or []}

    return lists


@pytest.fixture
def add_article(client):
    """Send the form of a new article, filled in, with some fields changed or a button named."""
    path = "/admin/news/article/add/"

    def add_article(**more):
        return client.post(path, {**Fields(client.get(path).text).values, **complete_article(), **more}, follow=True)

    return add_article
