"""Responses of the admin to a form that a script sends, and to one whose session has ended meanwhile.

A script (`static/publishing/saving.js`, marked by `X-Requested-With`) must not follow a redirect: it would use up the
messages of the page that it leads to. So it gets the address as JSON, and 401 for an ended session. Without a script
the texts that were sent are shown again, to be copied. They are stored nowhere. A form that was made for another user
than the one now signed in is refused in the same two ways, by 409: no text is saved in another user's name.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.csrf import csrf_failure as plain_csrf_failure

from publishing.models import person
from publishing.submissions import CONTROL_FIELDS, owner_of

SECRET_NAME_PART = "password"  # noqa: S105 -- a part of fields' names; such fields are never shown again


class FormResponseMiddleware:
    """Outside of MessageMiddleware, which sets its cookie on the response that is converted here."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if "Location" not in response.headers or not request.path.startswith(settings.SESSION_COOKIE_PATH):
            return response
        answer = (
            _session_ended_response(request)
            if _redirects_to_login(request, response)
            else _redirect_as_json(request, response)
        )
        if answer is None:
            return response
        answer.cookies = response.cookies
        return answer

    def process_view(self, request, view, args, kwargs):
        """Refuse a form made for another account; a forged one was refused before, by its missing CSRF token."""
        if request.method != "POST" or not request.path.startswith(settings.SESSION_COOKIE_PATH):
            return None
        return _other_account_response(request) if _is_from_other_account(request) else None


def _is_script(request):
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _redirects_to_login(request, response):
    sign_in = reverse("admin:login")
    return urlsplit(response.headers["Location"]).path == sign_in != request.path


def _redirect_as_json(request, response):
    is_form = request.method == "POST" and _is_script(request)
    if not is_form:
        return None
    sent = getattr(request, "sent_form", None)
    made = {"made": sent.address} if sent and sent.address else {}  # by an add form
    return JsonResponse({"location": response.headers["Location"], **made})


def _session_ended_response(request):
    if _is_script(request):
        return HttpResponse(status=401)
    had_session = settings.CSRF_COOKIE_NAME in request.COOKIES  # it outlives the session; other clients have none
    if request.method != "POST" or not had_session or not sent_texts(request):
        return None
    return _unsaved_texts_page(request, "Phiên làm việc đã hết", status=401)


def _is_from_other_account(request):
    return request.user.is_authenticated and owner_of(request) not in {None, request.user.pk}


def _other_account_response(request):
    owner = get_user_model().objects.filter(pk=owner_of(request)).first()
    accounts = {"made_for": person(owner) if owner else "người khác", "signed_in": person(request.user)}
    if _is_script(request):
        return JsonResponse(accounts, status=409)
    return _unsaved_texts_page(request, "Tài khoản đã đổi", status=409, **accounts)


def csrf_failure(request, reason=""):
    """The page for a form that was opened before a new sign-in: with its texts, if the form was ours."""
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_ours and _is_from_other_account(request):
        return _other_account_response(request)
    if is_ours and not _is_script(request) and sent_texts(request):
        return _unsaved_texts_page(request, "Trang đã mở quá lâu", status=403)
    return plain_csrf_failure(request, reason)


def _unsaved_texts_page(request, title, *, status, **context):
    context |= {**admin.site.each_context(request), "title": title, "texts": sent_texts(request)}
    response = render(request, "publishing/admin/unsaved_texts.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def sent_texts(request):
    """What somebody typed into a form that was not saved: `(label, text)`."""
    model = getattr(getattr(request.resolver_match, "func", None), "model_admin", None)
    typed = [(name, text) for name, texts in request.POST.lists() for text in texts if _is_typed(name, text)]
    return [(_label(model and model.opts, name), text) for name, text in typed]


def _is_typed(name, text):
    is_of_the_form = name in CONTROL_FIELDS or name == "version" or name.startswith("_") or name.endswith("_FORMS")
    return bool(text.strip()) and not is_of_the_form and SECRET_NAME_PART not in name


def _label(opts, name):
    try:
        return opts.get_field(name).verbose_name
    except (AttributeError, FieldDoesNotExist):
        return name
