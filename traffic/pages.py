"""The marks of pages for readers."""

from functools import wraps

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def public_page(view):
    """Mark a view for readers, outermost: GET and HEAD alone, no cookie, asked for anew each time.

    Only what bears this mark may ever be kept by the front door.
    """

    @csrf_exempt  # it only reads: another method gets 405 rather than a complaint about a token
    @require_safe
    @wraps(view)
    def page(request, *args, **kwargs):
        request.environ["traffic.public_page"] = True
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return page


def unkept_page(view):
    """Mark a view for readers that answers what one of them asks, outermost: as `public_page`, but kept by nobody.

    Shared caches leave it alone; the reader's own browser may go back to it.
    """

    @require_safe
    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return page
