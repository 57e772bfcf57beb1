"""Structured data (JSON-LD) of pages, in schema.org's vocabulary, as Google requires it.

https://developers.google.com/search/docs/appearance/structured-data
"""

import json

from django.apps import apps
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from media_library.renditions import drawable
from publishing.absolute_urls import absolute_url
from publishing.dates import iso_datetime

SCHEMA_ORG = "https://schema.org"
# what could end the element, begin another or a line of script
JSON_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_ld_script(data):
    """A `<script>` of a data type, which browsers do not run and the policy does not forbid."""
    text = json.dumps({"@context": SCHEMA_ORG, **data}, ensure_ascii=False, separators=(",", ":")).translate(
        JSON_ESCAPES
    )
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308 -- JSON in which nothing can end the element
    )


def organisation(site):
    contact = {"email": site.email, "telephone": site.phone, "address": site.address_line}
    return {
        "@type": "Organization",
        "@id": absolute_url("#co-quan"),
        "name": str(site),
        "url": absolute_url("/"),
        "logo": absolute_url(site.emblem.file.url if drawable(site.emblem) else static("site/icon-512.png")),
        **{name: value for name, value in contact.items() if value},
    }


def website(site):
    """The site, with the address of its search if it has one."""
    address = {"@type": "EntryPoint", "urlTemplate": absolute_url("/tim-kiem/?q={search_term_string}")}
    search = {"@type": "SearchAction", "target": address, "query-input": "required name=search_term_string"}
    return {
        "@type": "WebSite",
        "@id": absolute_url("#trang"),
        "url": absolute_url("/"),
        "name": str(site),
        "inLanguage": "vi",
        "publisher": {"@id": absolute_url("#co-quan")},
        **({"potentialAction": search} if apps.is_installed("portal.search") else {}),
    }


def thing_data(kind, thing, site, picture):
    """A thing as its kind says it; where nobody is named as its author, the site is."""
    data = {
        "@type": kind.schema_type,
        "description": kind.description_of(thing),
        "dateModified": iso_datetime(thing.modified_at),
        "publisher": organisation(site),
        "url": absolute_url(thing.get_absolute_url()),
        "inLanguage": "vi",
        **kind.structured_data(thing, picture),
    }
    if data.get("author") == []:
        data["author"] = [{"@type": "Organization", "name": str(site), "url": absolute_url("/")}]
    return data


def breadcrumbs(trail):
    """The breadcrumbs of a page: names with their paths, the page itself last."""
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute_url(path)}
        for position, (name, path) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
