"""The page behind a share link: a text that readers do not have yet, for whoever has been given the address."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.views.decorators.http import require_safe

from media_library import signed_addresses
from publishing import preview, share_links
from publishing.dates import clock_and_day
from publishing.models import ShareLink
from traffic.rate_limiting import rate_limited

MAX_OPENED = 60  # of one address in a minute
UNREADABLE = "Bản này ghi theo một mẫu cũ nên chưa hiện được. Xin hỏi người đã gửi liên kết."


def _private(view):
    """Whatever the answer is, nobody keeps it, no search engine lists it and no other site learns the address."""

    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return page


@_private
@require_safe
@rate_limited(MAX_OPENED)
def shared_preview(request, token):
    """The text of a link; 410 with the reason where it has ended, 404 for a token that never was one."""
    link = ShareLink.objects.with_token(token).select_related("revision").first()
    if link is None:
        return render(request, "404.html", {"noindex": True}, status=404)
    thing = link.thing
    refusal = share_links.refusal_reason(link, thing)
    if refusal:
        return _over(request, refusal)
    try:
        shown = share_links.shown_text(link, thing)
    except ValidationError:
        return _over(request, UNREADABLE)
    with signed_addresses.printed_for_link(request, link):
        page = preview.page(request, shown, preview.Banner(_label(link)))
    if request.method == "GET":
        link.note_use()
    return page


def _label(link):
    fixed = ""
    if link.revision:
        fixed = f"luôn là bản lưu lúc {clock_and_day(link.revision.created_at)}, dù nội dung còn được sửa tiếp; "
    return f"{fixed}bạn đọc chưa thấy nội dung này. Liên kết dùng được đến {clock_and_day(link.expires_at)}."


def _over(request, refusal):
    return render(request, "portal/share_link_over.html", {"refusal": refusal, "noindex": True}, status=410)
