"""Addresses as machines need them: whole, under the site's own name, whatever name a request came by."""

from collections.abc import Iterator

from django.conf import settings

from publishing.markup import Node, read, walk, write

LED_BY = ("href", "src", "poster")  # attributes of a rich text that hold one address


def absolute(address: str, page: str = "/") -> str:
    """The whole address of a path of this site or, for `#fn-1`, of a place on that page; a whole one stays."""
    if address.startswith("/"):
        return settings.SITE_URL + address
    return settings.SITE_URL + page + address if address.startswith("#") else address


def with_absolute_addresses(html: str, page: str) -> str:
    """The HTML of a page as it can be read elsewhere: its links, pictures and videos found from anywhere."""
    nodes = read(html)
    for node in walk(nodes):
        node.attributes.update(_made_absolute(node, page))
    return write(nodes)


def _made_absolute(node: Node, page: str) -> Iterator[tuple[str, str]]:
    for name in LED_BY:
        if name in node.attributes:
            yield name, absolute(node.attributes[name], page)
    if candidates := node.attributes.get("srcset"):
        parts = [candidate.split() for candidate in candidates.split(",")]
        yield "srcset", ", ".join(" ".join([absolute(part[0], page), *part[1:]]) for part in parts if part)
