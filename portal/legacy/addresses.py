"""Addresses that last: what has moved is found from where it stood before.

`follow` hears of every change inside its transaction and remembers the address that a thing has left. `old_address` is
asked when nothing else was found, so that a page that is there costs no query more.
"""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from portal.legacy.models import LegacyAddress
from publishing.answers import one_or_answer
from publishing.models import Publishable

LONGEST = LegacyAddress._meta.get_field("address").max_length
MOST_PARTS = 12  # of a path that is looked up; ours have fewer


def follow(sender, thing, address_before, deleted, successor=None, **kwargs):
    """Keep what is remembered in step with one change of `publishing.signals.changed`; given its arguments.

    Whatever takes an address has it: what stood there before is not looked for any more.
    """
    address = None if thing is None else thing.address()
    if address is None or _is_found_by_id(address):
        return
    if deleted:
        _hand_over(thing, address, successor)
    elif address != address_before:
        LegacyAddress.objects.filter(address=address).delete()
        if address_before:
            _remember(address_before, thing)


def _is_found_by_id(address):
    """Whether the view there finds its thing by an id and sends a wrong word to the right one by itself."""
    try:
        return "pk" in resolve(address).kwargs
    except Resolver404:
        return False


def _hand_over(gone, address, successor):
    """What led to a thing leads to the one it was merged into, or nowhere any more."""
    rows = LegacyAddress.objects.filter(**_named(gone))
    if successor is None:
        rows.filter(fingerprint=None).delete()
    else:
        rows.update(**_named(successor))
        _remember(address, successor)


def _remember(address, thing):
    LegacyAddress.objects.update_or_create(address=address, defaults=_named(thing))


def _named(thing):
    return {"content_type": ContentType.objects.get_for_model(thing), "object_id": thing.pk}


def old_address(request):
    """The answer of an address that a thing has left: 301 to where it is now; None where nothing ever stood.

    What lies under an address, such as the feeds of a list, moves along. A thing that readers cannot reach any more
    answers as it does at its own address. Browsers keep a 301 for ever unless told otherwise, and would go round in
    circles once a thing is renamed back.
    """
    path = request.path_info
    if request.method not in {"GET", "HEAD"} or len(path) > LONGEST or "\0" in path:
        return None
    ends = [end for end, character in enumerate(path, start=1) if character == "/"][1 : MOST_PARTS + 1]
    found = LegacyAddress.objects.filter(address__in=[path[:end] for end in ends]).select_related("content_type")
    for row in sorted(found, key=lambda row: len(row.address), reverse=True):
        if answer := _answer(row.target, path.removeprefix(row.address), request):
            answer.headers.setdefault("Cache-Control", "no-cache")
            return answer
    return None


def _answer(thing, rest, request):
    if isinstance(thing, Publishable):
        try:
            thing, answer = one_or_answer(type(thing).objects.filter(pk=thing.pk), request)
        except Http404:
            return None
        if answer:
            return None if rest else answer
    if thing is None or not _is_of_the_same(thing.address(), rest):
        return None
    query = request.META.get("QUERY_STRING")
    return HttpResponsePermanentRedirect(thing.address() + rest + (f"?{query}" if query else ""))


def _is_of_the_same(address, rest):
    """Whether there is a page at `rest` under an address, and it is about what the address itself is about."""
    try:
        return not rest or resolve(address).kwargs.items() <= resolve(address + rest).kwargs.items()
    except Resolver404:
        return False
