"""Decorators that declare a public view and how long its page may be cached."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps

from django.conf import settings
from django.http import QueryDict
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

CACHE_POLICY_KEY = "traffic.public_page"  # in the environ: the CachePolicy of the view that answers
MAX_URL_CHARACTERS = 1_000  # characters of path and query; longer ones go to Django
MAX_AGE_SECONDS = 600  # the most read articles change without an announced change


@dataclass(frozen=True)
class CachePolicy:
    """What a public page depends on beside its path: `query` names; after `max_age` seconds it is rendered again."""

    query: tuple[str, ...] = ()
    max_age: float = MAX_AGE_SECONDS
    is_cached: bool = True


def public_page(view: Callable | None = None, *, query: tuple[str, ...] = (), max_age: float = MAX_AGE_SECONDS):
    """Declare a public view (outermost decorator): GET and HEAD alone, no cookie, revalidated by browsers each time.

    Only the page of such a view may be cached by the front door. `query` lists the query parameters that the page
    depends on; all others are ignored. A page with a free parameter, such as a search, is an `uncached_page`.
    """
    if view is None:
        return lambda view: public_page(view, query=query, max_age=max_age)

    cache_policy = CachePolicy(query, max_age)
    # Exempt because it only reads: another method gets 405 rather than a CSRF error
    page = csrf_exempt(_with_policy(view, cache_policy, "no-cache"))
    page.cache_policy = cache_policy
    return page


def uncached_page(view):
    """Declare a public view whose answer is for one reader (outermost decorator): as `public_page`, but never cached.

    Shared caches leave it alone; the reader's own browser may use it for the back button.
    """
    return _with_policy(view, CachePolicy(is_cached=False), "private, no-cache")


def _with_policy(view, cache_policy, cache_control):
    @require_safe
    @wraps(view)
    def page(request, *args, **kwargs):
        request.environ[CACHE_POLICY_KEY] = cache_policy
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", cache_control)
        return response

    return page


def is_allowed_host(host: str) -> bool:
    """Whether Django answers for this Host header; the page is the same for each allowed host."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def query_values(path: str, query: str) -> tuple[tuple[str, str], ...] | None:
    """The query parameters that the page at the path depends on, with their values.

    None where there is no public page, and for an address so long that only Django may answer it.
    """
    return _query_values(path, query) if len(path) + len(query) < MAX_URL_CHARACTERS else None


@lru_cache(maxsize=1024)
def _query_values(path, query):
    try:
        cache_policy = getattr(resolve(path).func, "cache_policy", None)
    except Resolver404:
        return None
    if cache_policy is None:
        return None
    given = QueryDict(query)
    return tuple((name, given[name]) for name in cache_policy.query if name in given)
