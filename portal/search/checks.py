from collections import Counter

from django.core.checks import Error, register

from portal.search.forms import kind_slug
from portal.search.indexing import searched_models
from portal.search.sort_keys import MAX_KINDS


@register("search")
def check_kinds_have_names_of_their_own(app_configs, **kwargs):
    """`loai` of the search form names a kind by its verbose_name."""
    times = Counter(map(kind_slug, searched_models()))
    hint = "Give one of them another verbose_name: readers choose by it what is looked for."
    for model in searched_models():
        if times[kind_slug(model)] > 1:
            yield Error(f"Two searched models are called {kind_slug(model)!r}.", hint, model, "search.E001")


@register("search")
def check_kinds_have_numbers(app_configs, **kwargs):
    """The key of an entry has room for the numbers of so many models."""
    hint = "Take search_entry from a model. More bits for the kind in portal/search/sort_keys.py mean a rebuild_search."
    if len(searched_models()) > MAX_KINDS:
        yield Error(f"More than {MAX_KINDS} models are searched.", hint, id="search.E002")
