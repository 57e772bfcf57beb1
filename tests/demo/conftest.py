from io import StringIO

import pytest
from django.core.management import call_command


@pytest.fixture
def demo_command():
    """Run `manage.py demo` with its options and answer what it says: `demo_command("--remove")`."""

    def run(*options):
        said = StringIO()
        call_command("demo", *options, stdout=said)
        return said.getvalue()

    return run


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests of this folder; the answer is what the command said."""
    said = StringIO()
    with django_db_blocker.unblock():
        call_command("sync_roles", stdout=StringIO())
        call_command("demo", stdout=said)
    yield said.getvalue()
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def demo(loaded, db):
    """The loaded demo, as it was for every test."""
    return loaded
