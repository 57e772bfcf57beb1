import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from portal.notifications.models import Notification
from portal.notifications.telling import tell_what_happened
from tests.desk.conftest import sign_in  # noqa: F401 -- a fixture
from tests.factories import make_user


@pytest.fixture
def staff():
    """`staff("Biên tập viên")`: a new member of staff of that role with an address for letters."""
    call_command("sync_roles", verbosity=0)

    def staff(*roles, **fields):
        groups = [Group.objects.get(name=role) for role in roles]
        user = make_user(groups=groups, **fields)
        user.email = fields.get("email", f"{user.username}@tinh.vn")
        user.save()
        return user

    return staff


@pytest.fixture
def told():
    """`told(user)`: what that person has been told, as `(happening, key of the thing)`, the oldest first."""

    def told(user):
        tell_what_happened()
        rows = Notification.objects.filter(user=user).order_by("pk")
        return list(rows.values_list("occurrence__happening", "occurrence__object_id"))

    return told
