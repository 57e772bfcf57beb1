from django import template

from portal.addresses import absolute as absolute_address
from portal.machines.colours import DARK_PAPER, MASTHEAD
from portal.machines.faces import PlainPage, face_of
from portal.machines.structured import data_block
from portal.pages.models import SiteSettings
from publishing.paging import KeysetPage
from publishing.pieces import name_of, piece_or

register = template.Library()


@register.filter
def absolute(path):
    """{{ article.get_absolute_url|absolute }}: the whole address, under the site's own name."""
    return absolute_address(path)


@register.inclusion_tag("machines/head.html")
def site_head():
    """{% site_head %}: what every page's head names: manifest, icon, the browser's colours, the main feed."""
    return {"light": MASTHEAD, "dark": DARK_PAPER}


@register.inclusion_tag("machines/meta.html", takes_context=True)
def page_meta(context, subject="", *, feeds=""):
    """{% page_meta article %}, {% page_meta "Video" feeds=request.path %}: what the head of a page says to machines.

    Prints the canonical address, feeds, a preview for those who share it and structured data; for a page
    that is `noindex`, only that.
    """
    if context.get("noindex"):
        return {"noindex": True}
    site = context.get("site") or SiteSettings.current()
    path, page = context["request"].path, context.get("page")
    plain = PlainPage(subject if isinstance(subject, str) else str(subject), path)
    about = plain if isinstance(subject, str) else subject
    face = piece_or(None, lambda: face_of(about, site), f"face of {name_of(about)}") or face_of(plain, site)
    return {
        "site": site,
        "face": face,
        "feeds": feeds or face.feeds,
        # every page of a list has an address of its own; names in the query that we do not know are no part of it
        "canonical": absolute_address(path) + (page.here if isinstance(page, KeysetPage) else ""),
        "blocks": [data_block(block) for block in face.blocks],
    }
