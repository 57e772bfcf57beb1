"""The page of one's own second factor: set up, replaced, taken away; its recovery codes renewed."""

from base64 import b32encode

import segno
from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import RedirectURLMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django_otp.util import random_hex

from portal.accounts import second_factor
from portal.accounts.code_forms import WRONG_FIRST_CODE, SetUpForm

SETUP_KEY = "second_factor_setup"  # in the session: the secret of a device that is being set up
QR_MARGIN_SQUARES = 4  # of white round the code, by its standard


@never_cache
def second_factor_page(request):
    action = {"recovery_codes": _renew_recovery_codes, "turn_off": _turn_off}.get(request.POST.get("action"), _set_up)
    device = second_factor.device_of(request.user)
    if request.method == "POST":
        return action(request, device)
    return _own_page(request, device) if device and "thay" not in request.GET else _set_up_page(request, SetUpForm())


def _page(request, template, **context):
    context = {**admin.site.each_context(request), "title": "Xác thực hai lớp", "next": _next(request), **context}
    return TemplateResponse(request, f"accounts/admin/{template}.html", context)


def _next(request):
    place = RedirectURLMixin()
    place.request = request
    return place.get_redirect_url() or reverse("admin:index")


def _own_page(request, device):
    codes_left = second_factor.recovery_codes_left(request.user)
    is_demanded = second_factor.is_demanded(request.user)
    return _page(request, "second_factor", device=device, codes_left=codes_left, is_demanded=is_demanded)


def _set_up_page(request, form):
    key = request.session.setdefault(SETUP_KEY, random_hex(20))
    device = second_factor.new_device(request.user, key)
    secret = b32encode(device.bin_key).decode()
    context = {"form": form, "qr": _qr_path(device.config_url), "days_left": second_factor.days_left(request.user)}
    context["secret"] = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    return _page(request, "second_factor_set_up", is_replaced=second_factor.device_of(request.user), **context)


def _qr_path(address):
    """The dark squares of a QR code as the path of an SVG, and its width with the white margin of the standard."""
    rows = list(segno.make(address, micro=False).matrix_iter(border=QR_MARGIN_SQUARES))
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"path": "".join(squares), "width": len(rows)}


def _set_up(request, device):
    key, form = request.session.get(SETUP_KEY), SetUpForm(request.POST)
    if not key or not form.is_valid():
        return _set_up_page(request, form)
    try:
        codes = second_factor.set_up(request.user, key, form.cleaned_data["one_time_password"])
    except second_factor.WrongCode:
        form.add_error("one_time_password", WRONG_FIRST_CODE)
        return _set_up_page(request, form)
    del request.session[SETUP_KEY]
    update_session_auth_hash(request, request.user)
    request.session[second_factor.PROVEN_KEY] = True
    return _page(request, "recovery_codes", codes=codes, are_replaced=device)


def _renew_recovery_codes(request, device):
    if device is None:
        raise PermissionDenied("Chưa bật xác thực hai lớp.")
    codes = second_factor.renew_recovery_codes(request.user)
    return _page(request, "recovery_codes", codes=codes, are_replaced=True)


def _turn_off(request, device):
    if second_factor.is_demanded(request.user):
        raise PermissionDenied("Người được đăng bài hoặc quản trị không tắt được xác thực hai lớp.")
    second_factor.turn_off(request.user)
    update_session_auth_hash(request, request.user)
    request.session.pop(second_factor.PROVEN_KEY, None)
    messages.success(request, "Đã tắt xác thực hai lớp.")
    return HttpResponseRedirect(reverse("admin:second_factor"))
