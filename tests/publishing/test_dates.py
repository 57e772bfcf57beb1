from datetime import UTC, datetime

from publishing.templatetags.dates import day_of


def test_day_is_that_of_the_local_clock():
    late = datetime(2026, 3, 8, 18, 30, tzinfo=UTC)

    assert day_of(late) == '<time datetime="2026-03-09T01:30:00+0700">09/03/2026</time>'
