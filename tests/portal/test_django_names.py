"""A name that our class overrides and Django calls has Django's signature: `Command.check` had not."""

import importlib
import inspect
import pkgutil
from types import FunctionType

import pytest
from django.core.files.utils import FileProxyMixin  # its properties stand for methods
from django.core.management.base import BaseCommand

PACKAGES = ("portal", "news", "media_library", "publishing", "traffic")
CALLED_WITH_MORE = {"handle"}  # a command's own words come as keywords
LOADED_WHERE_ASKED_FOR = {"portal.wsgi"}  # it opens the front door of the process


def our_classes():
    modules = []
    for package in map(importlib.import_module, PACKAGES):
        names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
        modules += [importlib.import_module(name) for name in names if name not in LOADED_WHERE_ASKED_FOR]
    found = {one for module in modules for one in vars(module).values() if inspect.isclass(one)}
    return sorted((one for one in found if is_ours(one)), key=lambda one: (one.__module__, one.__qualname__))


def is_ours(one):
    return one.__module__.partition(".")[0] in PACKAGES


def overridden(cls):
    """Each name that is ours here and Django's further up: the name, ours, theirs."""
    ours = [base for base in cls.__mro__ if is_ours(base)]
    theirs = [base for base in cls.__mro__ if base.__module__.startswith("django.") and base is not FileProxyMixin]
    for name in {name for base in ours for name in vars(base) if not name.startswith("_")} - CALLED_WITH_MORE:
        django = next((vars(base)[name] for base in theirs if name in vars(base)), None)
        if isinstance(django, FunctionType | property):
            yield name, next(vars(base)[name] for base in ours if name in vars(base)), django


def takes_the_place_of(ours, theirs):
    """Whether ours can be called, or read, wherever theirs is."""
    if isinstance(theirs, property) or not isinstance(ours, FunctionType):
        return not isinstance(theirs, FunctionType) and not isinstance(ours, FunctionType)
    given = list(inspect.signature(theirs).parameters.values())
    in_order = [one for one in given if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
    needed = [one for one in in_order if one.default is one.empty]
    by_name = {one.name: None for one in given if one.kind is one.KEYWORD_ONLY}
    try:
        inspect.signature(ours).bind(*needed)
        inspect.signature(ours).bind(*in_order, **by_name)
    except TypeError:
        return False
    return True


@pytest.mark.parametrize("cls", our_classes(), ids=lambda cls: f"{cls.__module__}.{cls.__qualname__}")
def test_what_django_calls_can_be_called_as_it_does(cls):
    assert [name for name, ours, theirs in overridden(cls) if not takes_the_place_of(ours, theirs)] == []


def test_the_check_of_a_command_is_djangos():
    def check(self, *, sweep):
        """As it was."""

    assert not takes_the_place_of(check, BaseCommand.check)
    assert not takes_the_place_of([], BaseCommand.check)
    assert takes_the_place_of(lambda self, *args, **kwargs: None, BaseCommand.check)
