"""What the bar of a form offers to do with the text that is written there, besides saving it."""

from publishing import workflow
from publishing.models import State


def move_buttons(thing, by, sent):
    """The moves open to `by` as the form's context; `thing` is as readers have it, or one that is not stored yet.

    `moves` stand in the bar, the `main_move` first; apart from them `moves_apart`, which take it from readers; and
    under “Việc khác” `more_moves`. `asked_moves` are those that the form asks about: `(name, move, reason sent)`.
    """
    offered = [(name, workflow.MOVES[name]) for name in workflow.open_moves(thing, by)]
    if thing.pk is None:
        offered = [(name, move) for name, move in offered if move.saves_first]
    drastic = [(name, move) for name, move in offered if move.drastic]
    takes_down = [each for each in drastic if each[1].target == State.WITHDRAWN]
    main_move = workflow.STATES[thing.working_state].move_name
    return {
        "main_move": main_move,
        "moves": sorted((each for each in offered if not each[1].drastic), key=lambda each: each[0] != main_move),
        "moves_apart": takes_down,
        "more_moves": [each for each in drastic if each not in takes_down],
        "asked_moves": [
            (name, move, sent.get(f"{name}-note", ""))
            for name, move in offered
            if move.asks and not workflow.may_set_new_date(name, thing, by)
        ],
        "is_draft": thing.working_state == State.DRAFT and not thing.was_out,
    }
