"""What an Occurrence is called, in the admin and in letters."""

from portal.notifications.models import Happening
from publishing.workflow import MOVES


def sentence(occurrence):
    """What happened and who did it, without a word of the thing or of what was written about it."""
    by = occurrence.by_text
    if occurrence.happening == Happening.WAITING:
        label = MOVES[occurrence.move].label.lower() if occurrence.move in MOVES else "xử lý"
        return f"đang chờ bạn {label}{_from(by)}"
    if occurrence.happening == Happening.RETURNED:
        return f"{by or 'Hệ thống'} đã trả lại"
    if occurrence.happening == Happening.COMMENT:
        return f"{by or 'Hệ thống'} đã ghi chú"
    words = "đã lên trang" if occurrence.happening == Happening.OUT else "đã được gỡ khỏi trang"
    return f"{words}, {by} làm" if by else f"{words} theo giờ hẹn"


def _from(by):
    return f", {by} chuyển đến" if by else ""


def name_of(occurrence):
    """The thing without its title, which readers may not know: "Bài viết số 12"."""
    model = occurrence.content_type.model_class()
    kind = model._meta.verbose_name if model else occurrence.content_type.name
    return f"{kind[:1].upper()}{kind[1:]} số {occurrence.object_id}"
