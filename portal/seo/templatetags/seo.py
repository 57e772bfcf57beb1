from django import template

from portal.pages.models import SiteSettings
from portal.seo.colours import DARK_PAPER, MASTHEAD
from portal.seo.page_meta import NamedPage, page_meta_for
from portal.seo.structured_data import json_ld_script
from publishing.absolute_urls import absolute_url as absolute_address
from publishing.error_isolation import result_or_default, row_label
from publishing.paging import KeysetPage

register = template.Library()


@register.filter
def absolute_url(path):
    """{{ article.get_absolute_url|absolute_url }}: the absolute URL, under the site's canonical host."""
    return absolute_address(path)


@register.inclusion_tag("seo/head.html")
def site_head():
    """{% site_head %}: the links in every page's head: manifest, icon, the browser's colours, the main feed."""
    return {"light": MASTHEAD, "dark": DARK_PAPER}


@register.inclusion_tag("seo/meta.html", takes_context=True)
def page_meta(context, subject="", *, feeds=""):
    """{% page_meta article %}, {% page_meta "Video" feeds=request.path %}: the metadata in a page's head.

    Prints the canonical address, feeds, Open Graph properties and structured data; for a page
    that is `noindex`, only that.
    """
    if context.get("noindex"):
        return {"noindex": True}
    site = context.get("site") or SiteSettings.current()
    path, page = context["request"].path, context.get("page")
    plain = NamedPage(subject if isinstance(subject, str) else str(subject), path)
    about = plain if isinstance(subject, str) else subject
    meta = result_or_default(None, lambda: page_meta_for(about, site), f"meta of {row_label(about)}") or page_meta_for(
        plain, site
    )
    return {
        "site": site,
        "meta": meta,
        "feeds": feeds or meta.feeds,
        # every page of a list has its own canonical address; unknown query parameters are left out of it
        "canonical": absolute_address(path) + (page.here if isinstance(page, KeysetPage) else ""),
        "blocks": [json_ld_script(block) for block in meta.blocks],
    }
