"""The `staff` cookie: tells the front door, without the database, that staff are reading.

Session and CSRF cookies are sent under /admin/ alone; this one goes everywhere, and so it proves as little as
possible: a user's id and the time, signed. It grants only that its owner's views are not counted, that templates
may show a link to the admin and that larger bodies are read; whatever is not public must ask the session.

Signing out, a new password and the loss of the account or its rights make it void within a second, without a query in
any request: see `traffic.staff_revocations`.
"""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner, b62_decode
from django.http import parse_cookie

COOKIE = "staff"
MAX_AGE = timedelta(hours=12)
RENEWED_AFTER = timedelta(hours=1)
USER_ID_KEY = "traffic.staff"  # in the environ, once it was read

SIGNER = TimestampSigner(salt="traffic.staff")
revoked: dict[int, float] = {}  # {user id: until when cookies are void}, set by `traffic.staff_revocations`


def user_id(environ: dict) -> int | None:
    """The id of the user whose valid cookie came with the request, else None."""
    if "HTTP_COOKIE" not in environ:
        return None
    if USER_ID_KEY not in environ:
        cookies = environ["HTTP_COOKIE"]
        environ[USER_ID_KEY] = (
            _signed_id(parse_cookie(cookies).get(COOKIE, ""), MAX_AGE) if f"{COOKIE}=" in cookies else None
        )
    return environ[USER_ID_KEY]


def _signed_id(cookie: str, max_age: timedelta) -> int | None:
    try:
        pk = int(SIGNER.unsign(cookie, max_age=max_age))
        signed_at = b62_decode(cookie.split(SIGNER.sep)[1])
    except (BadSignature, ValueError):
        return None
    return None if signed_at <= revoked.get(pk, 0) else pk


class StaffCookieMiddleware:
    """Give `request.staff_reader` (a user's id or None) to views and the cookie to signed-in staff.

    Responses to a request with this cookie are for nobody else and are cached nowhere.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.staff_reader = user_id(request.environ)
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
                    max_age=MAX_AGE,
                    secure=settings.SITE_URL.startswith("https://"),
                    httponly=True,
                    samesite="Lax",
                )
        elif COOKIE in request.COOKIES:
            response.delete_cookie(COOKIE, samesite="Lax")
