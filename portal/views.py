import sys

from django.db import InterfaceError, OperationalError
from django.shortcuts import render

from media_library.models import Video
from news import front_page
from portal.accounts.hashing import HashingBusy
from traffic.public_pages import public_page
from traffic.request_id import request_id

SIDE_ARTICLES = 3
LATEST_ARTICLES = 8
LATEST_VIDEOS = 5
ARTICLES_A_BLOCK = 4


@public_page
def home_page(request):
    top_stories, latest = front_page.top_stories(1 + SIDE_ARTICLES, following=LATEST_ARTICLES)
    context = {
        "lead": top_stories[:1],
        "beside": top_stories[1:],
        "latest": latest,
        "segments": Video.objects.published().for_player().newest_first()[:LATEST_VIDEOS],
        "blocks": front_page.category_blocks(ARTICLES_A_BLOCK),
    }
    return render(request, "portal/home.html", context)


def server_error(request):
    """The page for an internal error: it makes no query.

    A database or an object store that does not answer is not an error of the page, nor is a full queue of password
    hashes: 503 with Retry-After.
    """
    context = {"request_id": request_id(request.environ)}
    if isinstance(sys.exception(), OperationalError | InterfaceError | ConnectionError | HashingBusy):
        response = render(request, "503.html", context, status=503)
        response.headers["Retry-After"] = "60"
        return response
    return render(request, "500.html", context, status=500)
