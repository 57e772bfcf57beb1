"""Addresses of a tiny site, one counted page and the lists around it, for tests that need no content."""

from dataclasses import dataclass

from django.contrib import admin
from django.http import FileResponse, HttpResponse
from django.middleware.csrf import get_token
from django.template import RequestContext, Template
from django.urls import include, path

from traffic.captured_response import mark_view
from traffic.public_pages import public_page, uncached_page
from traffic.rate_limiting import rate_limited

PAGE = Template("{% load counts %}Lượt xem: {% view_count thing %} / {% view_count thing %}")
LIST = Template("{% load counts %}{% for thing in things %}{% view_count thing %} lượt xem;{% endfor %}")


@dataclass(frozen=True)
class Page:
    """Something that is counted."""

    pk: int
    counted_as = "page"


@public_page
def page(request, pk, status=200):
    thing = Page(pk)
    mark_view(request, thing)
    text = PAGE.render(RequestContext(request, {"thing": thing}))
    return HttpResponse(text, status=status, headers={"ETag": '"1"'})


@public_page
def listing(request, first, last):
    things = [Page(pk) for pk in range(first, last + 1)]
    return HttpResponse(LIST.render(RequestContext(request, {"things": things})))


class RenderCounter:
    """How often pages were made, and what is to happen while one is."""

    count = 0
    during = staticmethod(lambda: None)


@public_page(query=("n",))
def made(request, how):
    """Says how often it was made; `how` it touches what a page for everybody may not."""
    RenderCounter.count += 1
    RenderCounter.during()
    if how == "session":
        request.session.get("x")
    elif how == "csrf":
        get_token(request)
    response = HttpResponse(
        f"{RenderCounter.count} {request.GET.get('n', '')}", status=404 if how == "missing" else 200
    )
    if how == "cookie":
        response.set_cookie("x", "1")
    elif how == "private":
        response["Cache-Control"] = "private"
    elif how == "unstored":
        response["Cache-Control"] = "no-store"
    elif how == "varying":
        response["Vary"] = "*"
    return response


@uncached_page
def uncached(request):
    RenderCounter.count += 1
    return HttpResponse(str(RenderCounter.count))


@rate_limited(3)
def limited(request):
    return HttpResponse()


def who(request):
    return HttpResponse(str(request.staff_reader))


def file(request):
    return FileResponse([b"<p>", b"</p>"], content_type="text/html")


def not_found(request, exception):
    return HttpResponse(status=404)


handler404 = not_found
urlpatterns = [
    path("page/<int:pk>/", page),
    path("gone/<int:pk>/", page, {"status": 410}),
    path("failed/<int:pk>/", page, {"status": 500}),
    path("list/<int:first>-<int:last>/", listing),
    path("made/<slug:how>/", made),
    path("uncached/", uncached),
    path("limited/", limited),
    path("who/", who),
    path("file/", file),
    path("admin/", include("portal.notifications.urls")),
    path("admin/", include("publishing.urls")),
    path("admin/", admin.site.urls),
]
