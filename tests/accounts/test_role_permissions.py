import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from tests.golden import assert_golden

pytestmark = pytest.mark.django_db


def test_each_role_has_the_permissions_it_had():
    call_command("sync_roles", verbosity=0)

    permissions = Group.objects.values_list("name", "permissions__content_type__app_label", "permissions__codename")
    assert_golden("roles", "".join(f"{role}: {app}.{name}\n" for role, app, name in sorted(permissions)))
