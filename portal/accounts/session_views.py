from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.sessions import browser_words, current_sessions, end_sessions


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_sessions(request):
    """Where one is signed in oneself; another device's session can be ended, this one by signing out."""
    if request.method == "POST":
        return end_chosen(request, request.user)
    context = {
        **admin.site.each_context(request),
        "title": "Phiên đăng nhập của tôi",
        "sessions": described_sessions(request, request.user),
    }
    return TemplateResponse(request, "accounts/admin/own_sessions.html", context)


def described_sessions(request, user):
    """For the table of sessions: each with its browser in words, and whether it is that of the request, the first."""
    own = request.session.session_key
    found = [(each, browser_words(each.user_agent), each.session_id == own) for each in current_sessions(user)]
    return sorted(found, key=lambda described: not described[2])


def end_chosen(request, user):
    """End the session of the pressed button, or all for `end_all`; that of the request is ended by signing out."""
    others = [each for each in current_sessions(user) if each.session_id != request.session.session_key]
    ended = [each for each in others if "end_all" in request.POST or str(each.pk) == request.POST.get("end_session")]
    end_sessions(ended)
    if ended:
        messages.success(request, f"Đã kết thúc {len(ended)} phiên đăng nhập.")
    else:
        messages.info(request, "Không có phiên nào để kết thúc; có thể phiên ấy đã hết.")
    return HttpResponseRedirect(request.path)
