"""The headers every answer bears, whoever gives it: a page, a file, a probe, an error, the door itself.

What they say is said once, in the settings. Django's own middleware reads the same settings for the pages that come
through it, and a view may say otherwise, as the editor's does; here they are added wherever they are missing.
"""

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings

Headers = list[tuple[str, str]]


def guards() -> dict[str, str]:
    found = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Permissions-Policy": settings.PERMISSIONS_POLICY,
    }
    if not settings.DEBUG:  # Django's page for a developer's mistake has its styles and scripts inline
        found["Content-Security-Policy"] = build_policy()
    return found


def guarded(start_response: Callable, added: dict[str, str]) -> Callable:
    """A start_response that adds what an answer does not say itself."""

    def start(status: str, headers: Headers, *error):
        said = {name.title() for name, _ in headers}
        missing = [(name, value) for name, value in added.items() if name not in said]
        return start_response(status, [*headers, *missing], *error)

    return start


class GuardMiddleware:
    """Outermost, so that a fault in another middleware is answered with them too."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.guards = guards()

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.guards.items():
            response.headers.setdefault(name, value)
        return response
