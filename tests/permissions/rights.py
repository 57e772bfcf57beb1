"""Who may do what, as it is declared: by the roles, the kinds and the tables of the workflow, not by any view.

The pages are compared with this, and docs/quyen-han.md is written from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from portal.accounts.roles import permissions_by_role
from publishing import workflow
from publishing.kinds import all_kinds
from publishing.models import State

ANYBODY = "anybody"  # the right to an address of signing in
WHOSE = {"mine": "của mình", "others": "của người khác", "elsewhere": "của chuyên mục khác"}


@dataclass(frozen=True)
class Situation:
    """Where a thing is: the state of its row, that of its working text, and what moves ask for besides."""

    label: str
    state: str
    working_state: str
    traits: frozenset = frozenset()

    @property
    def is_editable(self):
        return not self.traits & {"is_trashed", "is_scheduled"}


def _situations():
    withdrawn = frozenset({"was_out"})
    out = withdrawn | {"is_out"}
    traits = {State.PUBLISHED: out, State.WITHDRAWN: withdrawn}
    found = {
        state.value: Situation(state.label, state, state, traits.get(state, frozenset())) for state in workflow.STATES
    }
    return found | {
        "edited": Situation("đang đăng, có bản sửa", State.PUBLISHED, State.DRAFT, out | {"has_open_edit"}),
        "scheduled": Situation("hẹn giờ đăng", State.PUBLISHED, State.PUBLISHED, frozenset({"is_scheduled"})),
        "ending": Situation("đang đăng, hẹn giờ gỡ", State.PUBLISHED, State.PUBLISHED, out | {"has_end"}),
        "trashed": Situation("trong thùng rác", State.DRAFT, State.DRAFT, frozenset({"is_trashed"})),
    }


SITUATIONS = _situations()


@dataclass(frozen=True)
class Act:
    """Something done with a thing: in which situations it can be, and with what right.

    `right_in(situation)` is a permission of publishing, or with `of_kind` what may be done with the kind.
    """

    label: str
    open_in: tuple[str, ...]
    right_in: Callable
    of_kind: bool = False
    not_own_in: frozenset = frozenset()
    is_own: bool = False
    is_bound: bool = True  # to the categories of who does it


@cache
def acts():
    """All that is done with things of a kind, `{name: Act}`."""
    editable = tuple(name for name, one in SITUATIONS.items() if one.is_editable)
    never_out = tuple(name for name in editable if "was_out" not in SITUATIONS[name].traits)
    vouched = frozenset(name for name in editable if workflow.STATES[SITUATIONS[name].working_state].is_vouched_for)
    anywhere = tuple(SITUATIONS)
    return {
        "view": Act("Xem ở Bàn làm việc", anywhere, _of_kind("view"), of_kind=True, is_bound=False),
        "add": Act("Soạn mới", (), _of_kind("add"), of_kind=True, is_bound=False),
        "duplicate": Act("Nhân bản", anywhere, _of_kind("add"), of_kind=True, is_bound=False),
        "share": Act("Tạo liên kết xem trước", _unseen(), _of_kind("change"), of_kind=True),
        "note": Act("Ghi chú", anywhere, _of_kind("change"), of_kind=True),
        "edit": Act("Sửa, khôi phục bản cũ", editable, _edit_permission, not_own_in=vouched),
        **{name: _act_of(move) for name, move in workflow.MOVES.items()},
        "throw_away": Act("Bỏ vào thùng rác", never_out, _edit_permission, not_own_in=vouched),
        "take_back": Act("Lấy lại từ thùng rác", ("trashed",), _edit_permission),
    }


def _unseen():
    """Where there is a text that readers do not have."""
    unseen = {name: one.traits for name, one in SITUATIONS.items() if "is_trashed" not in one.traits}
    return tuple(name for name, traits in unseen.items() if "was_out" not in traits or "has_open_edit" in traits)


def _of_kind(act):
    return lambda situation: act


def _edit_permission(situation):
    return workflow.STATES[situation.working_state].edit_permission


def _act_of(move):
    found = tuple(name for name, situation in SITUATIONS.items() if _is_open(move, situation))
    right = (lambda situation: move.permission) if move.permission else _edit_permission
    return Act(move.label, found, right, not_own_in=frozenset(found if move.not_own else ()), is_own=move.by_sender)


def _is_open(move, situation):
    state = situation.working_state if move.state_read == "working_state" else situation.state
    held_back = (move.when and move.when not in situation.traits) or (move.unless and move.unless in situation.traits)
    return "is_trashed" not in situation.traits and state in move.origins and not held_back


def allowed(name, permissions, kind, *, situation="draft", whose="others"):
    """Whether these permissions let a thing of a kind be dealt with so."""
    act = acts()[name]
    if act.open_in and situation not in act.open_in:
        return False
    if act.is_own and whose != "mine":
        return False
    if (act.is_bound and whose == "elsewhere") or (whose == "mine" and situation in act.not_own_in):
        return False
    right = act.right_in(SITUATIONS[situation])
    return holds(permissions, permission_of(kind.model, right) if act.of_kind else f"publishing.{right}")


def permission_of(model, act):
    return f"{model._meta.app_label}.{act}_{model._meta.model_name}"


def permissions_of(*roles):
    """The permissions of somebody who has these roles."""
    return frozenset(permission for role in roles for permission in permissions_by_role()[role])


def holds(permissions, right):
    """Whether the permissions contain a right of tests/portal/permission_table.py."""
    if right == "content":
        return any(permission_of(kind.model, "view") in permissions for kind in all_kinds())
    return right in {"staff", ANYBODY} or right in permissions


def is_bound_to_categories(kind):
    return "section" in vars(kind.model)
