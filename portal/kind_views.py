"""The pages of every kind of content, made from its description (`publishing.kinds`): a list and a detail page."""

from csp.decorators import csp_update
from django.shortcuts import render
from django.urls import path

from publishing import kinds
from publishing.detail_responses import withdrawal_notice
from publishing.kinds import all_kinds
from publishing.paging import PAGE_PARAMETERS, keyset_page
from traffic.public_pages import public_page


def urlpatterns():
    for kind in all_kinds():
        if kind.list_name:
            yield path(f"{kind.list_path or kind.path}/", list_view(kind), name=kind.list_name)
        yield path(f"{kind.path}/{kind.detail_route}/", detail_view(kind), name=kind.name)


def list_view(kind):
    @public_page(query=PAGE_PARAMETERS)
    def list_page(request):
        page = keyset_page(kind.model.objects.published().for_listing(), request)
        context = {"kind": kind, "page": page, **kind.list_context()}
        return render(request, _templates(kind, kind.list_name, "list"), context)

    return list_page


def detail_view(kind):
    @public_page
    def detail_page(request, **address):
        thing, response = kind.find(request, **address)
        if response:
            return response
        return _draw(request, kind, thing, detail_context(kind, thing))

    return detail_page


def preview_page(request, thing, banner):
    """The detail page of what `publishing.preview.as_published` returns, under a banner that says so."""
    kind = kinds.of(thing)
    context = {**detail_context(kind, thing), "notice": None, "noindex": True, "preview": banner}
    return _draw(request, kind, thing, context)


def _draw(request, kind, thing, context):
    draw = csp_update(kind.content_sources(thing))(render)
    return draw(request, _templates(kind, kind.name, "detail"), context)


def detail_context(kind, thing):
    """What a thing's page prints; the thing is there under the name of its kind too."""
    notice = withdrawal_notice(thing)
    own = {"kind": kind, "thing": thing, kind.name: thing}
    return {**own, **kind.detail_context(thing), "notice": notice, "noindex": bool(notice)}


def _templates(kind, name, default):
    return [f"{kind.model._meta.app_label}/{name}.html", f"portal/kinds/{default}.html"]
