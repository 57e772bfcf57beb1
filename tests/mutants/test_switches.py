"""Each guard can be taken out, and nothing else with it."""

from pathlib import Path

import pytest

from scripts.guard_switches import OFF
from scripts.guards import find, switched, without

SOURCE = (Path(__file__).parent / "guarded.py").read_text()


class Door:
    number, user, is_full = "é", None, False

    def __init__(self):
        self.user = self

    def has_perm(self, name):
        return False

    def check(self, word):
        raise PermissionError(word)


@pytest.mark.parametrize(
    ("kind", "function", "with_guard", "without_guard"),
    [
        ("decorator", "decorator", "Mời vào!", "Mời vào"),
        ("permission", "has_permission", False, True),
        ("check", "check", PermissionError, None),
        ("except", "otherwise", "none", IndexError),
        ("acts", "acts", "in", "full"),
        ("if", "unless", "accent", "other"),
        ("raise", "leaves", ValueError, None),
    ],
)
def test_a_guard_is_switched_off_alone(monkeypatch, kind, function, with_guard, without_guard):
    numbered = [(number, guard) for number, guard in enumerate(find(SOURCE, "x.py")) if guard.kind != "entry"]
    names = {}
    exec(switched(SOURCE, numbered), names)  # noqa: S102 -- ours

    answers = {number: answer(monkeypatch, names[function], number) for number, _ in [(-1, None), *numbered]}

    its = next(number for number, guard in numbered if guard.kind == kind)
    assert answers == {**dict.fromkeys(answers, with_guard), its: without_guard}


def answer(monkeypatch, function, number):
    monkeypatch.setenv(OFF, str(number))
    try:
        return function(Door())
    except (PermissionError, IndexError, ValueError) as error:
        return type(error)


def test_an_entry_of_a_table_is_left_out_alone():
    first = next(guard for guard in find(SOURCE, "x.py") if guard.kind == "entry")
    names = {}
    exec(without(SOURCE, first), names)  # noqa: S102 -- ours

    assert names["Meta"].constraints == [{"name": "b"}]


def test_a_guard_is_named_by_what_it_says_wherever_it_stands():
    once, twice = ([guard.name for guard in find(text, "x.py")] for text in (SOURCE, f"\n\n{SOURCE}{SOURCE}"))

    assert "unless: if door.number == 'é' or door.number in ('é', 'è'): return" in once
    assert twice == [*once, *(f"{name} (2)" for name in once)]
