"""Names of addresses with their patterns: bookmarks, menu items and other sites hold them."""

from django.urls import get_resolver

from tests.golden import assert_golden


def url_names(resolver, prefix=""):
    """Name and pattern of each public address, in no order."""
    for pattern in resolver.url_patterns:
        path = f"{prefix}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            yield from () if path.startswith("admin/") else url_names(pattern, path)
        else:
            yield f"{pattern.name} {path}"


def test_addresses_stay():
    assert_golden("url_names", "\n".join([*sorted(url_names(get_resolver())), ""]))
