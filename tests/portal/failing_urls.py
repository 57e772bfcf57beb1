"""Addresses that fail in every way there is, each with a message that repeats what was sent."""

import threading

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from news.models import Tag
from portal.urls import *  # noqa: F403 -- the portal's own addresses and handlers
from portal.urls import urlpatterns
from portal.views import server_error
from traffic.request_bodies import takes_files

RAISED = {
    "view": ValueError,
    "chained": RuntimeError,
    "missing": Http404,
    "forbidden": PermissionDenied,
    "bad": BadRequest,
    "suspicious": SuspiciousOperation,
    "database": OperationalError,
    "handler": KeyError,
}


def sent(request):
    """All that came with the request, in one text."""
    told = [request.GET.dict(), request.POST.dict(), request.COOKIES, dict(request.headers)]
    return f"{told} {[file.name for file in request.FILES.values()]}\nsecond line \x1b[31m"


@takes_files(2**16)
@csrf_exempt
def fail(request, way):
    everything = sent(request)
    try:
        len(int(everything))
    except ValueError as error:
        raise RAISED[way](everything) from error


@takes_files(2**16)
@csrf_exempt
def fail_in_template(request):
    template = engines["django"].from_string("{{ broken }}")
    return template.render({"broken": lambda: int(sent(request))}, request)


@takes_files(2**16)
@csrf_exempt
def fail_in_database(request):
    first = request.GET["q"]
    Tag.objects.create(name=first, slug=first)
    Tag.objects.bulk_create([Tag(name=first, slug=first)])


def fail_while_sending(request):
    def pieces():
        yield b"x" * 2**21
        raise ValueError(sent(request))

    return StreamingHttpResponse(pieces())


@takes_files(2**16)
@csrf_exempt
def fail_in_thread(request):
    everything = sent(request)
    thread = threading.Thread(target=lambda: int(everything))
    thread.start()
    thread.join()
    return render(request, "404.html", status=404)


def handler500(request):
    if request.path.endswith("/handler/"):
        raise RuntimeError(sent(request))
    return server_error(request)


urlpatterns = [
    path("fail/template/", fail_in_template),
    path("fail/integrity/", fail_in_database),
    path("fail/sending/", fail_while_sending),
    path("fail/thread/", fail_in_thread),
    path("fail/<way>/", fail),
    *urlpatterns,
]
