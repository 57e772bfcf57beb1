"""Absolute URLs under the site's canonical host, whatever host the request was sent to."""

from collections.abc import Iterator

from django.conf import settings

from publishing.html_tree import Node, parse_html, to_html, walk

URL_ATTRIBUTES = ("href", "src", "poster")  # attributes of a rich text that hold one address


def absolute_url(address: str, page: str = "/") -> str:
    """The absolute URL of a path of this site or, for `#fn-1`, of a fragment of that page; absolute ones stay."""
    if address.startswith("/"):
        return settings.SITE_URL + address
    return settings.SITE_URL + page + address if address.startswith("#") else address


def is_external(address: str) -> bool:
    """Whether an address, as it may stand in a text, leads to another site."""
    return address.lower().startswith("http") and not f"{address}/".startswith(f"{settings.SITE_URL}/")


def with_absolute_urls(html: str, page: str) -> str:
    """The HTML of a page with absolute links, pictures and videos, for use outside of the site."""
    nodes = parse_html(html)
    for node in walk(nodes):
        node.attributes.update(_absolute_attributes(node, page))
    return to_html(nodes)


def _absolute_attributes(node: Node, page: str) -> Iterator[tuple[str, str]]:
    for name in URL_ATTRIBUTES:
        if name in node.attributes:
            yield name, absolute_url(node.attributes[name], page)
    if candidates := node.attributes.get("srcset"):
        parts = [candidate.split() for candidate in candidates.split(",")]
        yield "srcset", ", ".join(" ".join([absolute_url(part[0], page), *part[1:]]) for part in parts if part)
