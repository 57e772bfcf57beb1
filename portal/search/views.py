from django.http import JsonResponse
from django.shortcuts import render

from portal.search.did_you_mean import corrected_query
from portal.search.forms import SearchForm
from portal.search.query_log import query_counter
from portal.search.results import find
from portal.search.suggestions import suggestions
from traffic.public_pages import uncached_page
from traffic.rate_limiting import rate_limited
from traffic.reader_detection import is_reader


@uncached_page
@rate_limited(120)
def search_page(request):
    form = SearchForm(request.GET)
    context = {"form": form, "found": None, "noindex": True}
    if form.is_valid() and form.query:
        after = request.GET.get("truoc", "")
        found = find(form.query, form.scope(), after=after, newest=form.is_newest_first)
        titles = [result.entry.title for result in found.results]
        may_be_misspelt = found.is_partial or not titles or not (form.is_newest_first or found.has_many)
        others = (
            corrected_query(form.query, titles, may_stand_apart=not titles or found.is_partial)
            if may_be_misspelt and not after
            else ""
        )
        context |= {"found": found, "meant": others}
        if not after and is_reader(request.environ):
            query_counter.count(form.query, form.cleaned_data["q"], without_results=not titles or found.is_partial)
    return render(request, "search/results.html", context)


@uncached_page
@rate_limited(300)
def suggestions_page(request):
    found = [vars(suggestion) for suggestion in suggestions(request.GET.get("q", ""))]
    response = JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
