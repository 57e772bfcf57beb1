"""Signed addresses of pictures and films, by which staff see what readers may not see yet, or no longer.

Pages of the admin print them instead of the public ones, without asking where a file is. An address holds the hour at
which it ends, a day later, and a signature for the file and what was made of it; it is checked without the database.

A page behind a share link prints them too. These end with the link at the latest, hold its number, and open nothing
once it has been revoked or its text has gone out; that the database is asked.
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
# The terms are the hour at which it ends, and after a point the number of the share link
SIGNED_PATH = re.compile(rf"{PREFIX}/(([0-9]{{1,9}})(?:\.([0-9]{{1,18}}))?)-([A-Za-z0-9_-]{{43}})/(.+)")
SIGNER = Signer(salt="media_library.signed_addresses")

_terms = ContextVar("signed_addresses", default=None)  # a function that returns the terms of what is printed now


@contextmanager
def printed(request, terms=None):
    """Within this context, pages for this request print signed addresses, and no part of them is cached for others."""
    request.environ.pop(EDITION_KEY, None)
    token = _terms.set(terms or _staff_terms)
    try:
        yield
    finally:
        _terms.reset(token)


def printed_for_link(request, link):
    """The same for the page behind a ShareLink."""
    last_hour = int(link.expires_at.timestamp() // SECONDS_PER_HOUR)
    return printed(request, lambda: f"{min(_last_hour(), last_hour)}.{link.pk}")


def _staff_terms():
    return str(_last_hour())


def _last_hour():
    return int(time() // SECONDS_PER_HOUR) + VALID_HOURS + 1


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
    """The path under MEDIA_URL to print for a stored file: signed where the page is not for readers, else its name."""
    make_terms = _terms.get()
    if make_terms is None:
        return name
    terms = make_terms()
    return f"{PREFIX}/{terms}-{_signature(terms, name.rpartition('.')[0])}/{name}"


def name_in(path: str) -> str:
    """The stored name in a signed path that has not ended; "" for any other."""
    found = SIGNED_PATH.fullmatch(path)
    if not found or int(found[2]) <= time() // SECONDS_PER_HOUR:
        return ""
    terms, _, link, signature, name = found.groups()
    stems = name.rpartition(".")[0], name.rpartition("/")[0]  # of the file itself, and of what was made of it
    is_ours = any(constant_time_compare(_signature(terms, stem), signature) for stem in stems)
    from publishing import share_links  # has models, and pictures are decoded where Django is not set up

    return name if is_ours and (link is None or share_links.is_open(int(link))) else ""


def _signature(terms, stem):
    return SIGNER.signature(f"{terms}:{stem}")
