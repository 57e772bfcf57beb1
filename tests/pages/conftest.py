import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from tests.factories import make_user


@pytest.fixture
def sign_in(client):
    """Sign a new member of a role in and answer them."""
    call_command("sync_roles", verbosity=0)

    def sign_in(role):
        user = make_user(groups=Group.objects.filter(name=role))
        client.force_login(user)
        return user

    return sign_in
