"""The marks of pages for readers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps

from django.conf import settings
from django.http import QueryDict
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

MARK = "traffic.public_page"  # in the environ: the Mark of the view that answers
LONGEST_ADDRESS = 1_000  # characters of path and query; longer ones go to Django
MAX_AGE = 600  # seconds; what is read most changes without anything being announced


@dataclass(frozen=True)
class Mark:
    """What a public page depends on beside its path: `query` names; after `max_age` seconds it is wanted anew."""

    query: tuple[str, ...] = ()
    max_age: float = MAX_AGE
    is_kept: bool = True


def public_page(view: Callable | None = None, *, query: tuple[str, ...] = (), max_age: float = MAX_AGE):
    """Mark a view for readers, outermost: GET and HEAD alone, no cookie, asked for anew each time.

    Only what bears this mark may ever be kept by the front door. `query` lists the names of the query that the page
    depends on, all others being ignored; a page with a free parameter, such as a search, does not bear the mark.
    """
    if view is None:
        return lambda view: public_page(view, query=query, max_age=max_age)

    mark = Mark(query, max_age)

    @csrf_exempt  # it only reads: another method gets 405 rather than a complaint about a token
    @require_safe
    @wraps(view)
    def page(request, *args, **kwargs):
        request.environ[MARK] = mark
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    page.mark = mark
    return page


def unkept_page(view):
    """Mark a view for readers that answers what one of them asks, outermost: as `public_page`, but kept by nobody.

    Shared caches leave it alone; the reader's own browser may go back to it.
    """

    @require_safe
    @wraps(view)
    def page(request, *args, **kwargs):
        request.environ[MARK] = Mark(is_kept=False)
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return page


def is_our_name(host: str) -> bool:
    """Whether Django answers under the name in a Host header; by which of ours makes no difference to a page."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def query_values(path: str, query: str) -> tuple[tuple[str, str], ...] | None:
    """Names and values of a query, those that the page at the path depends on.

    None where no public page is, and for what is so long that only Django may know what to say of it.
    """
    return _query_values(path, query) if len(path) + len(query) < LONGEST_ADDRESS else None


@lru_cache(maxsize=1024)
def _query_values(path, query):
    try:
        mark = getattr(resolve(path).func, "mark", None)
    except Resolver404:
        return None
    if mark is None:
        return None
    given = QueryDict(query)
    return tuple((name, given[name]) for name in mark.query if name in given)
