"""Signed addresses of pictures and films, by which staff see what readers may not see yet, or no longer.

Pages of the admin print them instead of the public ones, without asking where a file is. An address holds the hour at
which it ends, a day later, and a signature for the file and what was made of it; it is checked without the database.
"""

import re
from contextlib import contextmanager
from contextvars import ContextVar
from time import time

from django.conf import settings
from django.core.signing import Signer
from django.utils.crypto import constant_time_compare

from traffic.fragment_cache import EDITION_KEY

VALID_HOURS = 24
SECONDS_PER_HOUR = 3600
PREFIX = "xem"  # in addresses under MEDIA_URL, which no stored name begins with
SIGNED_PATH = re.compile(rf"{PREFIX}/([0-9]{{1,9}})-([A-Za-z0-9_-]{{43}})/(.+)")
SIGNER = Signer(salt="media_library.signed_addresses")

_are_printed = ContextVar("signed_addresses", default=False)


@contextmanager
def printed(request):
    """Within this context, pages for this request print signed addresses, and no part of them is cached for others."""
    request.environ.pop(EDITION_KEY, None)
    token = _are_printed.set(True)
    try:
        yield
    finally:
        _are_printed.reset(token)


class SignedAddressesMiddleware:
    """Signed addresses in every page of the admin."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(settings.SESSION_COOKIE_PATH):
            return self.get_response(request)
        with printed(request):
            return self.get_response(request)


def path_of(name: str) -> str:
    """The path under MEDIA_URL to print for a stored file: signed where the page is for staff, else its name."""
    if not _are_printed.get():
        return name
    ends_at = int(time() // SECONDS_PER_HOUR) + VALID_HOURS + 1
    return f"{PREFIX}/{ends_at}-{_signature(ends_at, name.rpartition('.')[0])}/{name}"


def name_in(path: str) -> str:
    """The stored name in a signed path that has not ended; "" for any other."""
    found = SIGNED_PATH.fullmatch(path)
    if not found or int(found[1]) <= time() // SECONDS_PER_HOUR:
        return ""
    ends_at, signature, name = found.groups()
    stems = name.rpartition(".")[0], name.rpartition("/")[0]  # of the file itself, and of what was made of it
    is_ours = any(constant_time_compare(_signature(ends_at, stem), signature) for stem in stems)
    return name if is_ours else ""


def _signature(ends_at, stem):
    return SIGNER.signature(f"{ends_at}:{stem}")
