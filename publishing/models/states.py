from django.db import models


class State(models.TextChoices):
    """What a text may be at the desk; what holds in each is a row of `publishing.workflow.STATES`."""

    DRAFT = "draft", "bản nháp"
    IN_REVIEW = "in_review", "chờ duyệt"
    APPROVED = "approved", "đã duyệt"
    PUBLISHED = "published", "đã đăng"
    WITHDRAWN = "withdrawn", "đã gỡ"


# Those of a revision, which may have been given up besides
RevisionState = models.TextChoices(
    "RevisionState",
    [*((state.name, (state.value, state.label)) for state in State), ("DISCARDED", ("discarded", "đã bỏ"))],
)
PUBLIC_STATES = (State.PUBLISHED, State.WITHDRAWN)  # of what readers have, had or will have by the clock
CLOSED_STATES = (*PUBLIC_STATES, RevisionState.DISCARDED)  # nobody works on such a revision any more


class Withdrawal(models.TextChoices):
    """How the address of a withdrawn thing answers."""

    IN_ERROR = "in_error", "gỡ hẳn (địa chỉ trả lời: nội dung đã được gỡ)"
    MERGED = "merged", "gộp vào bài khác (địa chỉ chuyển sang bài ấy)"
    WITH_NOTICE = "with_notice", "gỡ khỏi các danh sách, giữ trang kèm thông báo"


def state_choices():
    """Asked for by the fields instead of listed there, so that a new state needs no migration."""
    return State.choices


def revision_state_choices():
    return RevisionState.choices
