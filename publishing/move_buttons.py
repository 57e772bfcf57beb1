"""What the bar of a form offers to do with the text that is written there, besides saving it."""

import copy

from publishing import workflow
from publishing.models import State


def move_buttons(thing, by, sent, *, may_save):
    """The moves open to `by` as the form's context; `thing` is as readers have it, or one that is not stored yet.

    `moves` stand in the bar, the `main_move` first; apart from them `moves_apart`, which take it from readers; and
    under “Việc khác” `more_moves`. `asked_moves` are those that the form asks about: `(name, move, reason sent)`.
    `own_text_sentence` says why the next one is missing, where the text is their own.
    """
    saved = _as_saved(thing) if may_save else thing
    offered = [*_open_moves(saved, by, saves_first=True), *_open_moves(thing, by, saves_first=False)]
    drastic = [(name, move) for name, move in offered if move.drastic]
    takes_down = [each for each in drastic if each[1].withdraws]
    main_move = workflow.STATES[saved.working_state].move_name
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
        "move_after_save": may_save,
        "own_text_sentence": workflow.own_text_sentence(saved, by),
    }


def _as_saved(thing):
    """The thing as it is once its form is saved: then what readers have has an edit beside it."""
    if thing.has_open_edit or not thing.was_out:
        return thing
    saved = copy.copy(thing)
    saved.edit_state = State.DRAFT
    return saved


def _open_moves(thing, by, *, saves_first):
    if thing.pk is None and not saves_first:
        return []
    moves = [(name, workflow.MOVES[name]) for name in workflow.moves_once_written(thing, by)]
    return [(name, move) for name, move in moves if move.saves_first == saves_first]
