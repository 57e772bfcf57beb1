from collections import Counter, defaultdict

import pytest
from django.core.cache import cache

from portal.search.models import Entry
from portal.search.query import parse_query
from portal.search.ranking import AllOf, tiers
from tests.search import relevance
from vietnamese.tokens import tokens

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client, titles):
    """The titles found, and those found by what is suggested instead."""
    assert relevance.fill() == 300

    def found(typed):
        cache.clear()  # of how often this reader has asked
        answer = client.get("/tim-kiem/", {"q": typed})
        meant = answer.context["meant"]
        return [result.entry.title for result in answer.context["found"].results], titles(meant) if meant else []

    return found


def test_what_is_meant_is_found(found):
    ranks = defaultdict(Counter)
    for way, typed, title in relevance.queries():
        results, suggested = found(typed)
        ranks[way]["asked"] += 1
        ranks[way]["first"] += title in results[:1]
        ranks[way]["in three"] += title in results[:3] + suggested[:3]

    for way, rank in ranks.items():
        print(f"| {way} | {rank['asked']} | {rank['first']} | {rank['in three']} |")  # noqa: T201 -- for docs/search.md
    assert sum(rank["asked"] for rank in ranks.values()) >= 80
    for way, rank in ranks.items():
        slips = way.startswith("one slip")
        first = 0 if slips else 1 if way in {"accented", "NFD", "old tone placement"} else 0.8
        assert rank["first"] >= first * rank["asked"], way
        assert rank["in three"] >= (0.9 if slips else 1) * rank["asked"], way


def holds(condition, of_entry):
    if not isinstance(condition, AllOf):
        return condition in of_entry
    wanted = all(holds(part, of_entry) for part in condition.wanted)
    return wanted and not any(holds(part, of_entry) for part in condition.unwanted)


@pytest.mark.parametrize("few", [1000, 0])
def test_both_databases_find_what_the_tiers_say_in_that_order(found, monkeypatch, few):
    monkeypatch.setattr("portal.search.fulltext.MAX_RANKED_ENTRIES", few)
    entries = [
        (entry.pk, entry.title, tokens(entry.title, entry.text).keys()) for entry in Entry.objects.defer("tokens")
    ]

    for _, typed, _ in relevance.queries():
        ranked = [
            (tier, -place, title)
            for tier, condition in enumerate(tiers(parse_query(typed)))
            for place, title, of_entry in entries
            if holds(condition, of_entry)
        ]
        if ranked:
            assert len(ranked) == len({place for _, place, _ in ranked})
            assert found(typed)[0] == [title for _, _, title in sorted(ranked)][:20], typed
