"""Addresses of a tiny site, one counted page and the lists around it, for tests that need no content."""

from dataclasses import dataclass

from django.contrib import admin
from django.http import FileResponse, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

PAGE = Template("{% load counts %}{% counts thing %}Lượt xem: {% view_count thing %} / {% view_count thing %}")
LIST = Template("{% load counts %}{% for thing in things %}{% view_count thing %} lượt xem;{% endfor %}")


@dataclass(frozen=True)
class Page:
    """Something that is counted."""

    pk: int
    counted_as = "page"


def page(request, pk, status=200):
    text = PAGE.render(RequestContext(request, {"thing": Page(pk)}))
    return HttpResponse(text, status=status, headers={"ETag": '"1"'})


def listing(request, first, last):
    things = [Page(pk) for pk in range(first, last + 1)]
    return HttpResponse(LIST.render(RequestContext(request, {"things": things})))


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
    path("list/<int:first>-<int:last>/", listing),
    path("who/", who),
    path("file/", file),
    path("admin/", admin.site.urls),
]
