import sys

from django.db import InterfaceError, OperationalError
from django.shortcuts import render

from media_library.models import Video
from news import front_page
from portal.accounts.hashing import HashingBusy
from traffic.pages import public_page
from traffic.request_id import request_id

BESIDE = 3
LATEST = 8
SEGMENTS = 5
IN_A_BLOCK = 4


@public_page
def home_page(request):
    leading, latest = front_page.leading(1 + BESIDE, following=LATEST)
    context = {
        "lead": leading[:1],
        "beside": leading[1:],
        "latest": latest,
        "segments": Video.objects.published().for_playing().newest_first()[:SEGMENTS],
        "blocks": front_page.category_blocks(IN_A_BLOCK),
    }
    return render(request, "portal/home.html", context)


def server_error(request):
    """The page for a fault of ours: it asks nothing of the database.

    A database or an object store that does not answer is no fault of the page, nor are others whose passwords are being
    hashed: 503, and when to come back.
    """
    context = {"request_id": request_id(request.environ)}
    if isinstance(sys.exception(), OperationalError | InterfaceError | ConnectionError | HashingBusy):
        response = render(request, "503.html", context, status=503)
        response.headers["Retry-After"] = "60"  # seconds
        return response
    return render(request, "500.html", context, status=500)
