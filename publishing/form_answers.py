"""How the admin answers a form that a script sends, and one whose session has ended meanwhile.

A script (`static/publishing/saving.js`, marked by `X-Requested-With`) must not follow a redirect: it would use up the
messages of the page that it leads to. So it is told the address; and of an ended session by 401. Without a script the
texts that were sent are shown again, to be copied. They are kept nowhere. A form that was made for somebody else than
who has signed in since is refused in the same two ways, by 409: nobody's words are saved in another's name.
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

from publishing.revisions import person
from publishing.submissions import OF_THE_FORM, owner_of

SECRET = "password"  # noqa: S105 -- a part of fields' names, never shown again


class FormAnswerMiddleware:
    """Outside of the messages' middleware, which writes its cookie into the answer that is translated here."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if "Location" not in response.headers or not request.path.startswith(settings.SESSION_COOKIE_PATH):
            return response
        answer = _of_ended_session(request) if _leads_to_sign_in(request, response) else _told(request, response)
        if answer is None:
            return response
        answer.cookies = response.cookies
        return answer

    def process_view(self, request, view, args, kwargs):
        """Refuse a form made for another account; a forged one has been refused before, by its missing CSRF token."""
        if request.method != "POST" or not request.path.startswith(settings.SESSION_COOKIE_PATH):
            return None
        return _of_another_account(request) if _is_of_another_account(request) else None


def _is_script(request):
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _leads_to_sign_in(request, response):
    sign_in = reverse("admin:login")
    return urlsplit(response.headers["Location"]).path == sign_in != request.path


def _told(request, response):
    is_form = request.method == "POST" and _is_script(request)
    if not is_form:
        return None
    sent = getattr(request, "sent_form", None)
    made = {"made": sent.address} if sent and sent.address else {}  # by a form that adds something
    return JsonResponse({"location": response.headers["Location"], **made})


def _of_ended_session(request):
    if _is_script(request):
        return HttpResponse(status=401)
    had_session = settings.CSRF_COOKIE_NAME in request.COOKIES  # it outlives the session; strangers have none
    if request.method != "POST" or not had_session or not texts_sent(request):
        return None
    return _page_with_texts(request, "Phiên làm việc đã hết", status=401)


def _is_of_another_account(request):
    return request.user.is_authenticated and owner_of(request) not in {None, request.user.pk}


def _of_another_account(request):
    owner = get_user_model().objects.filter(pk=owner_of(request)).first()
    accounts = {"made_for": person(owner) if owner else "người khác", "signed_in": person(request.user)}
    if _is_script(request):
        return JsonResponse(accounts, status=409)
    return _page_with_texts(request, "Tài khoản đã đổi", status=409, **accounts)


def csrf_failure(request, reason=""):
    """The page for a form that was opened before somebody signed in anew: with the texts, where they came from us."""
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_ours and _is_of_another_account(request):
        return _of_another_account(request)
    if is_ours and not _is_script(request) and texts_sent(request):
        return _page_with_texts(request, "Trang đã mở quá lâu", status=403)
    return plain_csrf_failure(request, reason)


def _page_with_texts(request, title, *, status, **context):
    context |= {**admin.site.each_context(request), "title": title, "texts": texts_sent(request)}
    response = render(request, "publishing/admin/unsaved_texts.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def texts_sent(request):
    """What somebody typed into a form that was not saved: `(label, text)`."""
    model = getattr(getattr(request.resolver_match, "func", None), "model_admin", None)
    typed = [(name, text) for name, texts in request.POST.lists() for text in texts if _is_typed(name, text)]
    return [(_label(model and model.opts, name), text) for name, text in typed]


def _is_typed(name, text):
    is_of_the_form = name in OF_THE_FORM or name == "version" or name.startswith("_") or name.endswith("_FORMS")
    return bool(text.strip()) and not is_of_the_form and SECRET not in name


def _label(opts, name):
    try:
        return opts.get_field(name).verbose_name
    except (AttributeError, FieldDoesNotExist):
        return name
