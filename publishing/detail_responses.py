"""Responses of the address of a published thing of any kind: the page, a redirect, 404 or 410."""

from functools import cache

from django.db.models import BigIntegerField, DateTimeField
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone

from publishing.compiled_query import CompiledQuery, Param
from publishing.models import Event, State, Withdrawal

NOT_FOUND_MESSAGE = "Không có nội dung này."

# Each is called with `(request, thing)` when the text of a thing is about to be shown; wired in portal/apps.py
shown_listeners = []


def detail_or_response(things, pk, slug, request):
    """The thing to show, or the response instead of it: `(thing, None)` or `(None, response)`.

    The id decides. A wrong slug is redirected to the right one, but only where a text can be read: a thing
    withdrawn in error answers 410 and what was never public 404, without a word of the text.
    `things` makes the QuerySet, such as `Article.objects.for_reading`; its query is compiled once.
    """
    if pk > BigIntegerField.MAX_BIGINT:
        raise Http404(NOT_FOUND_MESSAGE)
    found = _compiled_reachable(things).rows(pk=pk, now=timezone.now())
    if not found:
        return None, _gone_or_redirect(things().filter(pk=pk), request)
    if found[0].slug != slug:
        return None, HttpResponsePermanentRedirect(found[0].get_absolute_url())
    return _shown(found[0], request), None


@cache
def _compiled_reachable(things):
    named = things().filter(pk=Param("pk", BigIntegerField()))
    return CompiledQuery(named.reachable(at=Param("now", DateTimeField())))


def first_or_response(found, request):
    """Likewise for an address without an id: `found` is the QuerySet of the one thing it names, or of none."""
    thing, answer = reachable_or_response(found, request)
    return (thing and _shown(thing, request)), answer


def reachable_or_response(found, request):
    """Likewise where the text of the thing is not what is answered, such as a redirect to it."""
    thing = found.reachable().first()
    return (thing, None) if thing else (None, _gone_or_redirect(found, request))


def withdrawal_notice(thing):
    """When and why a thing shown with a notice was withdrawn (an Event), or None for what is published."""
    if thing.state != State.WITHDRAWN:
        return None
    return _withdrawal_event(thing)


def _shown(thing, request):
    for listener in shown_listeners:
        listener(request, thing)
    return thing


def _gone_or_redirect(found, request):
    thing = found.first()
    if thing is None or not (thing.was_out or thing.is_returning):
        raise Http404(NOT_FOUND_MESSAGE)
    for target in thing.merge_chain():
        if type(target).objects.reachable().filter(pk=target.pk).exists():
            return HttpResponsePermanentRedirect(target.get_absolute_url())
    reason = _withdrawal_event(thing) if thing.is_returning and thing.withdrawal == Withdrawal.WITH_NOTICE else None
    return render(request, "410.html", {"noindex": True, "notice": reason}, status=410)


def _withdrawal_event(thing):
    return Event.objects.of(thing).filter(name="withdraw").order_by("-pk").first()
