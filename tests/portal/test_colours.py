"""Colours are tokens, and every pair of them in use can be read."""

import pytest

from tests.portal.stylesheets import APPEARANCES, OTHERS, literals, pairs, ratio, tokens

GROUNDS = ("paper", "surface")
TEXT = {
    *((colour, ground) for colour in ("ink", "muted", "link", "link-hover", "red", "red-deep") for ground in GROUNDS),
    *(("on-masthead", ground) for ground in ("masthead", "masthead-deep", "mourning", "shade")),
    ("on-gold", "gold"),
    ("paper", "ink"),
}
BODY = {("ink", ground) for ground in GROUNDS}
MARKS = {
    *((colour, ground) for colour in ("edge", "focus") for ground in GROUNDS),
    *(("gold", ground) for ground in ("masthead", "masthead-deep")),
}
DECORATION = {"line", "ring"}  # tells nothing that is not told otherwise; the ring lies round the mark of focus
NEEDED = {**dict.fromkeys(MARKS, 3), **dict.fromkeys(TEXT, 4.5), **dict.fromkeys(BODY, 7)}


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_pairs_of_colours_can_be_read(appearance):
    colour = tokens(appearance)

    reached = {pair: ratio(colour[pair[0]], colour[pair[1]]) for pair in NEEDED}

    assert {pair: round(reached[pair], 2) for pair in NEEDED if reached[pair] < NEEDED[pair]} == {}


def test_every_colour_is_judged():
    judged = {name for pair in NEEDED for name in pair}

    assert set(tokens("light")) == judged | DECORATION


@pytest.mark.parametrize("sheet", OTHERS, ids=lambda path: path.name)
def test_pairs_that_rules_set_are_judged(sheet):
    used = set(pairs(sheet.read_text(), tokens("light")))

    assert used - TEXT == set()


@pytest.mark.parametrize("sheet", OTHERS, ids=lambda path: path.name)
def test_only_the_tokens_name_colours(sheet):
    assert literals(sheet.read_text()) == []


@pytest.mark.parametrize("value", ["#fff", "1px solid #A8121C", "rgb(0 0 0 / 50%)", "oklch(40% 0.2 20)", "Tomato"])
def test_colour_written_out_is_found(value):
    assert literals(f"@layer a {{ p {{ margin: 0; border: {value}; }} }}") != []


@pytest.mark.parametrize(
    "value", ["var(--red)", "transparent", "currentColor", "inherit", "CanvasText", "url(a.svg#fff)"]
)
def test_what_names_no_colour_is_let_through(value):
    assert literals(f"p {{ color: {value}; }}") == []


def test_ratio_is_the_one_of_wcag():
    assert [round(ratio("#ffffff", other), 2) for other in ("#000000", "#ffffff", "#767676")] == [21, 1, 4.54]
    assert ratio("#000000", "#00000080") < ratio("#000000", "#ffffff")
