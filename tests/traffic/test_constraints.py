from datetime import date

import pytest
from django.db import IntegrityError

from traffic.models import DailyViews, Generation, ViewTotal

pytestmark = pytest.mark.django_db
ARTICLE = {"kind": "article", "thing_id": 7}


@pytest.mark.parametrize(
    "rows",
    [
        [DailyViews(**ARTICLE, day=date(2026, 3, 2), count=1) for _ in range(2)],
        [ViewTotal(**ARTICLE) for _ in range(2)],
        [Generation(step=0)],
    ],
    ids=["a day is counted once", "a total is one", "a step moves on"],
)
def test_rows_that_would_falsify_a_count_are_refused(rows):
    with pytest.raises(IntegrityError):
        type(rows[0]).objects.bulk_create(rows)
