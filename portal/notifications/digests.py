"""Letters about what somebody has been told in the admin: one for all that came in a short while."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.notifications.models import Happening, MailChoice, Notification
from portal.notifications.wording import name_of, sentence
from portal.outbox.letters import queue_letter
from publishing.models import Publishable
from vietnamese.dates import clock_and_date

GATHERED_FOR = timedelta(seconds=15)  # from the first, so that fifty things moved at once are one letter
MAX_PEOPLE_AT_ONCE = 50
MAX_LINES = 30
HEADINGS = {
    Happening.WAITING: "Đang chờ bạn",
    Happening.RETURNED: "Bị trả lại",
    Happening.OUT: "Đã lên trang",
    Happening.DOWN: "Đã xuống trang",
    Happening.COMMENT: "Ghi chú mới",
}


def write_letters() -> int:
    """Write a letter to each person whose first unsent notification is old enough; return how many were written."""
    due = Notification.objects.filter(is_mail_due=True, at__lte=timezone.now() - GATHERED_FOR)
    pks = list(due.order_by().values_list("user_id", flat=True).distinct()[:MAX_PEOPLE_AT_ONCE])
    return sum(_write_letter(pk) for pk in pks)


@transaction.atomic
def _write_letter(user_id) -> bool:
    """Write one letter about all that is due, and note that in the same transaction; what is read needs no letter."""
    due = Notification.objects.filter(user=user_id, is_mail_due=True).select_for_update(skip_locked=True, of=("self",))
    rows = list(due.select_related("occurrence__content_type").order_by("pk"))
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(is_mail_due=False)
    told = [row.occurrence for row in rows if row.read_at is None]
    user = get_user_model().objects.filter(pk=user_id, is_active=True, is_staff=True).first()
    if not (user and told) or MailChoice.objects.filter(user=user, is_on=False).exists():
        return False
    queue_letter(user.email, _subject(told), _text(user, told))
    return True


def _subject(told):
    if len(told) > 1:
        return f"Bàn làm việc: {len(told)} việc mới"
    return f"{name_of(told[0])}: {sentence(told[0])}"


def _text(user, told):
    page = settings.SITE_URL + reverse("notifications")
    parts = [f"Kính gửi {user.get_full_name() or user.get_username()},"]
    lines_left = MAX_LINES
    for happening, heading in HEADINGS.items():
        lines = [_line(each) for each in told if each.happening == happening][:lines_left]
        lines_left -= len(lines)
        if lines:
            parts.append("\n".join([f"{heading}:", *lines]))
    if len(told) > MAX_LINES:
        parts.append(f"… và {len(told) - MAX_LINES} việc khác.")
    parts.append(f"Xem tất cả, hoặc thôi nhận những thư này: {page}")
    return "\n\n".join(parts)


def _line(occurrence):
    name = f"{name_of(occurrence)}{_public_title(occurrence)}"
    at = clock_and_date(timezone.localtime(occurrence.at))
    return f"- {name}: {sentence(occurrence)} lúc {at}\n  {_address(occurrence)}"


def _public_title(occurrence):
    """Its title where readers know it: of what is public now."""
    model = occurrence.content_type.model_class()
    if occurrence.happening != Happening.OUT or not issubclass(model or object, Publishable):
        return ""
    thing = model.objects.published().filter(pk=occurrence.object_id).first()
    return f" “{thing}”" if thing else ""


def _address(occurrence):
    kind = occurrence.content_type
    return settings.SITE_URL + reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[occurrence.object_id])
