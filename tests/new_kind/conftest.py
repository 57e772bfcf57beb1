"""Tests of a site with one kind more; tests/test_new_kind.py runs them, in a process of their own."""

import pytest
from django.apps import apps

from tests.desk.conftest import sign_in
from tests.search.conftest import titles

__all__ = ["sign_in", "titles"]

collect_ignore_glob = [] if apps.is_installed("tests.sample_kind") else ["test_*.py"]


class OfOtherSettings(pytest.Module):
    """A file that the command line names: without the kind, none other is collected."""

    def collect(self):
        raise self.CollectError("tests/new_kind/ has settings of its own: run tests/test_new_kind.py")


def pytest_pycollect_makemodule(module_path, parent):
    known = apps.is_installed("tests.sample_kind")
    return None if known else OfOtherSettings.from_parent(parent, path=module_path)


@pytest.fixture
def make_decree():
    from tests.sample_kind.factories import make_decree  # here, since its model is there in those tests alone

    return make_decree
