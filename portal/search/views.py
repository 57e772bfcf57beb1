from django.http import JsonResponse
from django.shortcuts import render

from portal.search.asking import waiting
from portal.search.finding import find
from portal.search.forms import SearchForm
from portal.search.slips import meant
from portal.search.suggesting import suggestions
from traffic.limits import limited
from traffic.pages import unkept_page
from traffic.readers import is_reader


@unkept_page
@limited(120)
def search_page(request):
    form = SearchForm(request.GET)
    context = {"form": form, "found": None, "noindex": True}
    if form.is_valid() and form.question:
        after = request.GET.get("truoc", "")
        found = find(form.question, form.scope(), after=after, newest=form.is_newest_first)
        titles = [result.entry.title for result in found.results]
        may_be_slip = found.in_part or not titles or not (form.is_newest_first or found.is_plenty)
        others = meant(form.question, titles, loosely=not titles or found.in_part) if may_be_slip and not after else ""
        context |= {"found": found, "meant": others}
        if not after and is_reader(request.environ):
            waiting.count(form.question, form.cleaned_data["q"], in_vain=not titles or found.in_part)
    return render(request, "search/results.html", context)


@unkept_page
@limited(300)
def suggestions_page(request):
    found = [vars(suggestion) for suggestion in suggestions(request.GET.get("q", ""))]
    response = JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
