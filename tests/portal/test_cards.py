"""The card of each kind in lists: its heading is of the level that the place of the list needs."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from tests.factories import make_album, make_article, make_video

pytestmark = pytest.mark.django_db
MAKERS = {"article": make_article, "video": make_video, "album": make_album, "thing": make_album}
FOLDER = Path(settings.BASE_DIR, "templates")
CARDS = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*card.html"))


@pytest.mark.parametrize("template", CARDS)
@pytest.mark.parametrize(("given", "shown"), [({}, "h2"), ({"level": "h3"}, "h3")], ids=["h2", "h3"])
def test_card_has_a_heading_of_the_level_that_it_is_given(template, given, shown):
    things = {name: make() for name, make in MAKERS.items()}

    card = render_to_string(template, {**things, **given})

    assert re.findall("</?(h[1-6])>", card) == [shown, shown]
