from django.shortcuts import render

from portal.links.models import Link
from traffic.pages import public_page


@public_page
def directory_page(request):
    return render(request, "links/directory.html", {"links": Link.objects.active()})
