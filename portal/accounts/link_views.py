"""Pages for people who are not signed in: asking for a link, and setting a password by one.

The secret is taken out of the address at once, as Django's own reset does: it would stand in the history and in the
Referer of whatever the page loads.
"""

from time import monotonic, sleep

from django.conf import settings
from django.contrib import admin
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts import password_links
from portal.accounts.link_forms import ForgottenPasswordForm, NewPasswordForm
from portal.accounts.password_links import LINK_PARAMETER
from traffic.rate_limiting import rate_limited

SESSION_KEY = "password_link"
ANSWER_SECONDS = 0.3  # in which every name is answered, known or not; writing a letter takes some hundredths
MAX_ASKED, ASKED_SECONDS = 5, 15 * 60  # of one address

only_forms = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@only_forms
def forgotten_password(request):
    form = ForgottenPasswordForm(request.POST or None)
    if settings.SENDS_MAIL and form.is_valid():
        return _ask(request, form.cleaned_data["name"])
    return _page(request, "forgotten_password", "Quên mật khẩu", form=form, sends_mail=settings.SENDS_MAIL)


@rate_limited(MAX_ASKED, seconds=ASKED_SECONDS)
def _ask(request, name):
    began = monotonic()
    password_links.send_to_who_forgot(name)
    sleep(max(0.0, ANSWER_SECONDS - (monotonic() - began)))
    return redirect("admin:forgotten_password_sent")


@never_cache
@require_safe
def forgotten_password_sent(request):
    return _page(request, "forgotten_password_sent", "Đã nhận yêu cầu", minutes=password_links.RESET_MINUTES)


@never_cache
@only_forms
@sensitive_post_parameters()
def new_password(request):
    secret = request.GET.get(LINK_PARAMETER) or request.session.get(SESSION_KEY, "")
    link = password_links.find_link(secret)
    if link is None:
        return _link_over(request)
    if LINK_PARAMETER in request.GET:
        return _without_secret(request, secret)
    form = NewPasswordForm(link.user, request.POST or None)
    if form.is_valid():
        if not password_links.use_link(secret, form.user):
            return _link_over(request)
        request.session.flush()
        return redirect("admin:new_password_set")
    response = _page(request, "new_password", "Đặt mật khẩu", form=form, person=link.user)
    if form.refusal:
        response.status_code = form.refusal.status
        response.headers["Retry-After"] = str(form.refusal.wait_seconds)
    return response


def _without_secret(request, secret):
    request.session[SESSION_KEY] = secret
    response = redirect("admin:new_password")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _link_over(request):
    return _page(request, "link_over", "Liên kết không còn dùng được", status=410)


@never_cache
@require_safe
def new_password_set(request):
    return _page(request, "new_password_set", "Đã đặt mật khẩu")


def _page(request, template, title, *, status=200, **context):
    """A page of the admin as nobody in particular sees it, who else may be signed in at this browser."""
    context = {"title": title, **admin.site.each_context(request), "has_permission": False, **context}
    return TemplateResponse(request, f"accounts/links/{template}.html", context, status=status)
