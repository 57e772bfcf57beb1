"""Security headers of every response, whoever makes it: a view, a file, a probe, an error, the front door.

Their values come from the settings, which Django's own middleware reads too for the pages that pass through it. A view
may set its own value, as the editor's does; here they are added wherever they are missing.
"""

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings

Headers = list[tuple[str, str]]


def security_headers() -> dict[str, str]:
    found = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",  # not for pictures and films: feeds show them elsewhere
        "Permissions-Policy": settings.PERMISSIONS_POLICY,
        "Server": "web",  # else the server names itself
    }
    if settings.SECURE_HSTS_SECONDS:
        found["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    if not settings.DEBUG:  # Django's debug page has its styles and scripts inline
        found["Content-Security-Policy"] = build_policy()
    return found


def with_security_headers(start_response: Callable, added: dict[str, str]) -> Callable:
    """A start_response that adds the headers that a response does not have."""

    def start(status: str, headers: Headers, *error):
        said = {name.title() for name, _ in headers}
        missing = [(name, value) for name, value in added.items() if name not in said]
        return start_response(status, [*headers, *missing], *error)

    return start


class SecurityHeadersMiddleware:
    """Outermost, so that an error in another middleware gets them too."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.security_headers = security_headers()

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.security_headers.items():
            response.headers.setdefault(name, value)
        return response
