from django.http import Http404
from django.shortcuts import render

from portal.links.forms import LinkChoiceForm
from portal.links.models import Link
from traffic.public_pages import public_page


@public_page
def directory_page(request):
    return render(request, "links/directory.html", {"links": Link.objects.active()})


@public_page(query=("den",))
def departure_page(request):
    """Redirect to a link of the directory and to no other address.

    By a page with a refresh, not a 302: Chromium checks redirects of a form against `form-action 'self'`.
    """
    departure = LinkChoiceForm(request.GET)
    if not departure.is_valid():
        raise Http404("Không có liên kết này.")
    return render(request, "links/departure.html", {"link": departure.cleaned_data["den"], "noindex": True})
