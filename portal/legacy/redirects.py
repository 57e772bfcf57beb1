"""Redirects from earlier addresses of things that have moved.

`on_changed` receives every change inside its transaction and stores the address that a thing has left.
`legacy_redirect` is called only when nothing else was found, so that an existing page costs no further query.
"""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from portal.legacy.models import LegacyAddress
from publishing.detail_responses import reachable_or_response
from publishing.kinds import without_page
from publishing.models import Publishable

MAX_ADDRESS_CHARACTERS = LegacyAddress._meta.get_field("address").max_length
MAX_PATH_PARTS = 12  # of a path that is looked up; ours have fewer


def on_changed(sender, thing, address_before, deleted, successor=None, **kwargs):
    """Receiver of `publishing.signals.changed`: update the stored addresses.

    Whatever is published at an address owns it: an older redirect from that address is deleted.
    """
    address = None if thing is None else thing.address()
    if address is None or _is_found_by_id(address):
        return
    if deleted:
        _transfer(thing, address, successor)
    elif address != address_before:
        LegacyAddress.objects.filter(address=address).delete()
        if address_before:
            _remember(address_before, thing)


def _is_found_by_id(address):
    """Whether the view there finds its thing by an id and redirects a wrong slug by itself."""
    try:
        return "pk" in resolve(address).kwargs
    except Resolver404:
        return False


def _transfer(gone, address, successor):
    """Redirect the addresses of a deleted thing to the one it was merged into, or delete them."""
    rows = LegacyAddress.objects.filter(**_reference_to(gone))
    if successor is None:
        rows.filter(fingerprint=None).delete()
    else:
        rows.update(**_reference_to(successor))
        _remember(address, successor)


def _remember(address, thing):
    LegacyAddress.objects.update_or_create(address=address, defaults=_reference_to(thing))


def _reference_to(thing):
    return {"content_type": ContentType.objects.get_for_model(thing), "object_id": thing.pk}


def legacy_redirect(request):
    """The response of an address that a thing has left: 301 to its present address; None for an unknown address.

    Addresses below it, such as the feeds of a list, are redirected too. A thing that readers cannot reach any more
    answers as it does at its own address. Browsers cache a 301 for ever unless told otherwise, and would loop once a
    thing is renamed back.
    """
    path = request.path_info
    if request.method not in {"GET", "HEAD"} or len(path) > MAX_ADDRESS_CHARACTERS or "\0" in path:
        return None
    ends = [end for end, character in enumerate(path, start=1) if character == "/"][1 : MAX_PATH_PARTS + 1]
    found = LegacyAddress.objects.filter(address__in=[path[:end] for end in ends]).select_related("content_type")
    for row in sorted(found, key=lambda row: len(row.address), reverse=True):
        if answer := _redirect(row.target, path.removeprefix(row.address), request):
            answer.headers.setdefault("Cache-Control", "no-cache")
            return answer
    return None


def _redirect(thing, rest, request):
    if isinstance(thing, Publishable):
        try:
            thing, answer = reachable_or_response(type(thing).objects.filter(pk=thing.pk), request)
        except Http404:
            return None
        if answer:
            return None if rest else answer
    if thing is None or not _same_subject(thing.address(), rest) or without_page([(thing._meta.label_lower, thing.pk)]):
        return None
    query = request.META.get("QUERY_STRING")
    return HttpResponsePermanentRedirect(thing.address() + rest + (f"?{query}" if query else ""))


def _same_subject(address, rest):
    """Whether there is a page at `rest` under an address that is about the same thing as the address itself."""
    try:
        return not rest or resolve(address).kwargs.items() <= resolve(address + rest).kwargs.items()
    except Resolver404:
        return False
