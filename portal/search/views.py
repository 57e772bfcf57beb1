from django.shortcuts import render

from portal.search.finding import find
from portal.search.forms import SearchForm
from traffic.pages import unkept_page


@unkept_page
def search_page(request):
    form = SearchForm(request.GET)
    has_question = form.is_valid() and form.question
    after = request.GET.get("truoc", "")
    found = find(form.question, form.scope(), after=after, newest=form.is_newest_first) if has_question else None
    return render(request, "search/results.html", {"form": form, "found": found, "noindex": True})
