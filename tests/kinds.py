"""The kinds of content that are installed, with their factories, for tests that hold for each of them."""

from importlib import import_module

import pytest

from publishing.kinds import all_collections, all_kinds
from tests import factories


def factory_of(kind):
    """`make_article`, of a kind or collection: in tests/factories.py, or in the package of one for tests alone."""
    name = f"make_{kind.name}"
    if hasattr(factories, name):
        return getattr(factories, name)
    return getattr(import_module(f"{kind.model._meta.app_config.name}.factories"), name)


def show(row):
    """Put something public under a row of a collection that has no page without; answer the row."""
    for description in all_collections():
        if description.model is type(row) and not description.has_empty_pages:
            relation = description.model._meta.get_field(description.related_name)
            factory_of(description.kind)(**{relation.field.name: [row] if relation.many_to_many else row})
    return row


def admin_name(kind):
    """What the names of its addresses in the admin begin with."""
    return f"{kind.model._meta.app_label}_{kind.model._meta.model_name}"


FACTORIES = [factory_of(kind) for kind in all_kinds()]
each_kind = pytest.mark.parametrize("make", FACTORIES, ids=lambda make: make.__name__)
