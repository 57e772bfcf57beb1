"""Two processes act on the same article in any order and at the same moment: nothing is lost, no state is illegal."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as chances
from hypothesis import strategies as st

from publishing import revisions
from publishing.models import CLOSED_STATES, Event, Revision, State
from publishing.workflow import MOVES
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL
from tests.publishing.two_people import PEOPLE, Person, played

pytestmark = pytest.mark.django_db(transaction=True)

INTERLEAVINGS = 200
TIMELESS = [name for name, move in MOVES.items() if not move.time]
ACT = st.one_of(
    st.just({"act": "read"}),
    st.just({"act": "save"}),
    st.sampled_from([{"act": "move", "name": name} for name in TIMELESS]),
    st.sampled_from([{"act": name} for name in ("take_up", "throw_away", "take_back")]),
)
# Who acts after whom; None in place of one act: both at the same moment
ROUND = st.tuples(ACT, ACT, st.sampled_from(["first", "second", "both"]))
LEGAL = {state.value for state in State}


@pytest.fixture
def two():
    people = [Person(make_user(*ALL)) for _ in PEOPLE]
    yield people
    for person in people:
        person.process.communicate(timeout=20)


def test_no_interleaving_of_two_people_loses_a_word(two):
    tried = []

    @given(st.sampled_from(["draft", "published"]), st.lists(ROUND, min_size=2, max_size=5))
    @chances(
        max_examples=INTERLEAVINGS,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    def interleave(state, rounds):
        article = make_article(state=state, title="Đầu tiên")
        for person in two:
            person.seen = article.version
        kept = [title for number, one in enumerate(rounds) for title in played(two, article, one, number)]
        check(article, kept)
        tried.append(len(rounds))

    interleave()

    assert len(tried) >= INTERLEAVINGS


def check(article, kept):
    """Every text that was answered with done is in the history; row, edit and revisions tell the same story."""
    article.refresh_from_db()
    texts = list(Revision.objects.of(article).order_by("pk").values_list("content__title", flat=True))
    assert [title for title in kept if title not in texts] == []
    assert {article.state, article.edit_state or "draft"} <= LEGAL
    latest_revision = revisions.latest_revision(article)
    assert article.edit_state == (
        latest_revision.state if article.was_out and latest_revision.state not in CLOSED_STATES else ""
    )
    shown = revisions.for_row(article)
    assert (shown.content["title"], shown.state) == (article.title, article.state)
    assert article.trashed_at is None or not article.was_out
    steps = Event.objects.of(article).order_by("pk").values_list("before", "after")
    for (_, after), (before, _) in pairwise(steps):
        assert before["state"] == after["state"]
