"""How the address of a published thing answers, whatever the thing is."""

from functools import cache

from django.db.models import BigIntegerField, DateTimeField
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone

from publishing.models import Event, State
from publishing.prepared import Given, Prepared

NOTHING = "Không có nội dung này."


def thing_or_answer(things, pk, slug, request):
    """The thing to show, or the answer instead of it: `(thing, None)` or `(None, response)`.

    The id decides. A wrong slug is sent to the right one, but only where a text can be read: a thing
    withdrawn in error answers 410 and what was never out 404, without a word of the text.
    `things` makes the QuerySet, such as `Article.objects.for_reading`; its query is written once.
    """
    if pk > BigIntegerField.MAX_BIGINT:
        raise Http404(NOTHING)
    found = _reachable(things).rows(pk=pk, now=timezone.now())
    if not found:
        return None, _without_text(things().filter(pk=pk), request)
    if found[0].slug != slug:
        return None, HttpResponsePermanentRedirect(found[0].get_absolute_url())
    return found[0], None


@cache
def _reachable(things):
    named = things().filter(pk=Given("pk", BigIntegerField()))
    return Prepared(named.reachable(at=Given("now", DateTimeField())))


def one_or_answer(found, request):
    """Likewise for an address without an id: `found` is the QuerySet of the one thing it names, or of none."""
    thing = found.reachable().first()
    return (thing, None) if thing else (None, _without_text(found, request))


def withdrawal_notice(thing):
    """When and why a thing shown with a notice was withdrawn (an Event), or None for what is out."""
    if thing.state != State.WITHDRAWN:
        return None
    return Event.objects.of(thing).filter(name="withdraw").order_by("-pk").first()


def _without_text(found, request):
    thing = found.first()
    if thing is None or not thing.was_out:
        raise Http404(NOTHING)
    for target in thing.merge_chain():
        if type(target).objects.reachable().filter(pk=target.pk).exists():
            return HttpResponsePermanentRedirect(target.get_absolute_url())
    return render(request, "410.html", {"noindex": True}, status=410)
