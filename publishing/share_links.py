"""Share links: who may make one, what it shows, and why it shows nothing any more.

A link is good for one text on its way to readers. It ends at its moment, when somebody revokes it, and for good when
the text is published, given up or put into the trash; no later text is ever seen by it.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from publishing import preview, revisions
from publishing.audit_log import record
from publishing.dates import clock_and_day
from publishing.models import ShareLink

DAYS = (1, 7, 30)  # to choose from
DEFAULT_DAYS = 7
MAX_LINKS = 20  # of one thing, at a time

EXPIRED, REVOKED = "Liên kết xem trước này đã hết hạn.", "Liên kết xem trước này đã được thu hồi."
OUT, GIVEN_UP = "Nội dung này đã được đăng.", "Nội dung này không còn được chuẩn bị để đăng."


def may_share(thing, by):
    """Whether this user may make and revoke links to a thing: whoever may change its kind, in its section."""
    return by.has_perm(f"{thing._meta.app_label}.change_{thing._meta.model_name}", thing)


def has_text_to_share(thing):
    """Whether a thing has a text that readers do not have yet."""
    return not thing.is_trashed and (thing.has_open_edit or not thing.was_out)


@transaction.atomic
def make(thing, *, by, days=DEFAULT_DAYS, is_fixed=False, recipient=""):
    """Make a link to the newest saved text, or always to the present one; return it with its token.

    Raises PermissionDenied or ValidationError with a sentence.
    """
    thing = type(thing)._base_manager.select_for_update().get(pk=thing.pk)
    if not may_share(thing, by):
        raise PermissionDenied("Bạn không được tạo liên kết xem trước cho nội dung này.")
    if not has_text_to_share(thing):
        raise ValidationError("Nội dung này không có bản nào chưa đăng để xem trước.")
    if days not in DAYS:
        raise ValidationError(f"Hãy chọn hạn {', '.join(map(str, DAYS[:-1]))} hoặc {DAYS[-1]} ngày.")
    if len(open_links(thing)) >= MAX_LINKS:
        raise ValidationError(f"Đã có {MAX_LINKS} liên kết đang dùng được; hãy thu hồi bớt.")
    newest = revisions.latest_revision(thing)
    link, token = ShareLink.make(thing, by=by, days=days, newest=newest, is_fixed=is_fixed, recipient=recipient)
    told = [f"Hết hạn {clock_and_day(link.expires_at)}.", f"Gửi cho: {link.recipient}." if link.recipient else ""]
    record("share", thing, by=by, note=" ".join(told))
    return link, token


@transaction.atomic
def revoke(thing, pk, *, by):
    """Revoke a link; return whether there was such a one."""
    if not may_share(thing, by):
        raise PermissionDenied("Bạn không được thu hồi liên kết xem trước của nội dung này.")
    link = ShareLink.objects.of(thing).filter(pk=pk, revoked_at=None).first()
    if link is None or not ShareLink.objects.filter(pk=link.pk).revoke():
        return False
    record("unshare", thing, by=by, note=f"Gửi cho: {link.recipient}." if link.recipient else "")
    return True


def open_links(thing):
    """The links to a thing that open now, the newest first."""
    links = ShareLink.objects.of(thing).unrevoked().select_related("revision")
    if not has_text_to_share(thing):
        return []
    if thing.was_out:
        links = links.filter(begun_with__in=revisions.working_revisions(thing).values("pk"))
    return list(links.defer("revision__content", "revision__names"))


def is_open(pk):
    """Whether the link with that key shows its text now."""
    link = ShareLink.objects.filter(pk=pk).first()
    return link is not None and not refusal_reason(link, link.thing)


def refusal_reason(link, thing):
    """A sentence on why a link to a thing shows nothing any more, or ""."""
    if thing is None or _ended_in_trash(link, thing):
        return GIVEN_UP
    if link.is_revoked:
        return REVOKED
    if link.is_expired:
        return EXPIRED
    if not thing.was_out:
        return ""
    return "" if _is_in_work(link, thing) else OUT


def _ended_in_trash(link, thing):
    """Whether its text is in the trash, which has revoked it, and nobody had done so before."""
    return thing.is_trashed and not (link.is_revoked and link.revoked_at < thing.trashed_at)


def _is_in_work(link, thing):
    """Whether the edit that it was made for is still open: it has neither gone out nor been discarded."""
    return thing.has_open_edit and revisions.working_revisions(thing).filter(pk=link.begun_with_id).exists()


def shown_text(link, thing):
    """What it shows: as `publishing.preview.as_published`; raises ValidationError for a text that nobody can read."""
    return preview.of_revision(thing, link.revision)
