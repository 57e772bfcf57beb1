"""The `staff` cookie: tells the front door, without the database, that staff are reading.

Session and CSRF cookies are sent under /admin/ alone; this one goes everywhere, and so it proves as little as
possible: a user's id and the time, signed. What it grants is that the bearer's reading is not counted and that
templates may offer a way to the admin. It outlives a user who is disabled by up to twelve hours; whatever is not
public must ask the session.
"""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import parse_cookie

COOKIE = "staff"
LASTS = timedelta(hours=12)
RENEWED_AFTER = timedelta(hours=1)
BEARER = "traffic.staff"  # in the environ, once somebody has asked

SIGNER = TimestampSigner(salt="traffic.staff")


def bearer(environ: dict) -> int | None:
    """The id of the user whose valid cookie came with the request, else None."""
    if "HTTP_COOKIE" not in environ:
        return None
    if BEARER not in environ:
        cookies = environ["HTTP_COOKIE"]
        environ[BEARER] = _signed_id(parse_cookie(cookies).get(COOKIE, ""), LASTS) if f"{COOKIE}=" in cookies else None
    return environ[BEARER]


def _signed_id(cookie: str, max_age: timedelta) -> int | None:
    try:
        return int(SIGNER.unsign(cookie, max_age=max_age))
    except (BadSignature, ValueError):
        return None


class StaffCookieMiddleware:
    """Give `request.staff_reader` (a user's id or None) to views and the cookie to signed-in staff.

    Answers to its bearer are for nobody else and are kept nowhere.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.staff_reader = bearer(request.environ)
        response = self.get_response(request)
        is_fault = response.status_code >= 500  # asking the database once more may fail again, and be logged again
        if request.path.startswith(settings.SESSION_COOKIE_PATH) and not is_fault:
            self._renew(request, response)
        if request.staff_reader is not None:
            response.headers["Cache-Control"] = "private, no-store"
        return response

    def _renew(self, request, response):
        user = request.user
        if user.is_authenticated and user.is_active and user.is_staff:
            if _signed_id(request.COOKIES.get(COOKIE, ""), RENEWED_AFTER) != user.pk:
                response.set_cookie(
                    COOKIE,
                    SIGNER.sign(str(user.pk)),
                    max_age=LASTS,
                    secure=settings.SITE_URL.startswith("https://"),
                    httponly=True,
                    samesite="Lax",
                )
        elif COOKIE in request.COOKIES:
            response.delete_cookie(COOKIE, samesite="Lax")
