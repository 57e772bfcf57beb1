"""What a publisher confirms before a text goes out, such as that it links to a host that none has linked to before.

Higher floors ask, by the functions in `questions`; the form of the move shows what they ask.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from publishing.revisions import working_copy
from publishing.workflow import MOVES


@dataclass(frozen=True)
class Confirmation:
    """A sentence to be ticked; `record` gets the user who did, in the transaction of the move."""

    sentence: str
    record: Callable


# Each gets a thing with the columns of the text that goes out, and returns a Confirmation or None; wired in
# portal/apps.py
questions: list[Callable] = []


def confirmations(name, thing):
    """What is to be confirmed before this move is made on the thing."""
    move = MOVES[name]
    if not move.publishes or not questions:
        return []
    try:
        text = working_copy(thing) if move.state_read == "working_state" else thing
    except ValidationError:  # nobody can read that text any more; the move says so itself
        return []
    return [asked for question in questions if (asked := question(text))]
