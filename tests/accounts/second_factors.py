"""People with a second factor, and the codes of their phones."""

import re
import time
from base64 import b32decode

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts import second_factor
from tests.accounts.sign_ins import try_password
from tests.factories import PASSWORD, make_user

WRONG_CODE = "000000"
CODE_PAGE = "/admin/login/ma/"
PAGE = "/admin/hai-lop/"


def make_person(**fields):
    """A member of staff with a second factor, and its recovery codes."""
    user = make_user(**fields)
    TOTPDevice.objects.create(user=user)
    user.recovery_codes = second_factor.renew_recovery_codes(user)
    return user


def code_of(user, *, later=0):
    """What the phone shows now, or so many half minutes later; each counts once, and only those after the last."""
    device = TOTPDevice.objects.get(user=user)
    return code_for(device.bin_key, later=later)


def code_for(secret, *, later=0):
    totp = TOTP(secret)
    totp.time = time.time() + 30 * later
    return f"{totp.token():06}"


def try_code(client, code, *, times=1, **environ):
    """Send the second step so many times; the last answer."""
    for _ in range(times):
        answer = client.post(CODE_PAGE, {"one_time_password": code}, **environ)
    return answer


def give_password(client, name="an", **environ):
    return try_password(client, name, PASSWORD, **environ)


def is_signed_in(client):
    return client.get("/admin/").status_code == 200


def secret_on(page):
    """What the app is told, as the page writes it for who cannot take a picture of the code."""
    written = re.search('<bdi class="secret">(.+?)</bdi>', page.text)[1]
    return b32decode(written.replace(" ", ""))


def set_up(client, code=None):
    code = code or code_for(secret_on(client.get(f"{PAGE}?thay=1")))
    return client.post(PAGE, {"one_time_password": code, "next": "/admin/lich/"})


def recovery_codes_on(page):
    return re.findall("<bdi>(.{14})</bdi>", page.text)
