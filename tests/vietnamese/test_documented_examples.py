import doctest
import importlib
import pkgutil

import pytest

import vietnamese

MODULES = [module.name for module in pkgutil.iter_modules(vietnamese.__path__, "vietnamese.")]


@pytest.mark.parametrize("name", MODULES)
def test_every_example_in_the_documentation_holds(name):
    results = doctest.testmod(importlib.import_module(name))

    assert results.attempted > 0
    assert results.failed == 0
