"""The chrome of every page: names, menu, and the blocks of the sidebar."""

import json
from base64 import b64encode
from urllib.parse import quote, urlencode

from django import template
from django.apps import apps
from django.utils import timezone
from django.utils.html import escape

from media_library.models import Video
from news import most_read as readership
from portal.pages import announcements as announced
from portal.pages import menu as menus
from portal.pages.models import SiteSettings
from publishing import dashboard
from publishing.absolute_urls import absolute_url
from traffic.fragment_cache import cached_fragment
from vietnamese import dates

register = template.Library()


def _cached(context, name, make):
    """A fragment that many pages share, cached where the request came through the front door."""
    request = context.get("request")
    return cached_fragment(request.environ if request else {}, name, make)


@register.simple_tag(takes_context=True)
def site_settings(context):
    """{% site_settings as site %}: the site's names."""
    return _cached(context, "settings", SiteSettings.current)


@register.simple_tag
def today_in_words():
    """{% today_in_words %}: "Thứ Hai, ngày 23 tháng 11 năm 2026"."""
    return dates.long_date(timezone.localdate())


@register.simple_tag
def menu():
    """{% menu as items %}: the menu, a list of things with `title`, `url`, `children` and `is_external`."""
    return menus.menu_entries()


@register.simple_tag(takes_context=True)
def announcements(context):
    """{% announcements as shown %}: `shown.notices`, a list; `shown.mourning` and `shown.festive`, one or None."""
    return _cached(context, "announcements", announced.announcements_now)


@register.tag
def current(parser, token):
    """{% current request.path %}…{% endcurrent %}: the first link to this path is marked as the page being read."""
    path = parser.compile_filter(token.split_contents()[1])
    nodes = parser.parse(["endcurrent"])
    parser.delete_first_token()
    return Current(path, nodes)


class Current(template.Node):
    def __init__(self, path, nodelist):
        self.path, self.nodelist = path, nodelist

    def render(self, context):
        link = f'<a href="{escape(self.path.resolve(context))}"'
        return self.nodelist.render(context).replace(link, f'{link} aria-current="page"', 1)


@register.simple_tag
def canonical(path):
    """{% canonical request.path %}: the absolute URL of a page, under the site's canonical host."""
    return absolute_url(path)


@register.inclusion_tag("portal/chrome/share.html", takes_context=True)
def share(context, thing):
    """{% share article %}: links for sharing the thing's address, without third-party scripts; none in a preview."""
    if context.get("preview"):
        return {}
    address = canonical(thing.get_absolute_url())
    sent_to_zalo = b64encode(json.dumps({"url": address}).encode()).decode()  # as Zalo's own button encodes it
    return {
        "address": address,
        "facebook": f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}",
        "zalo": f"https://button-share.zalo.me/share_external?{urlencode({'d': sent_to_zalo})}",
        "email": f"mailto:?{urlencode({'subject': str(thing), 'body': address}, quote_via=quote)}",
    }


@register.inclusion_tag("portal/chrome/most_read.html")
def most_read(count):
    """{% most_read 5 %}: the block `Đọc nhiều` of today, a week, a month and ever; within `cached` for some minutes."""
    return {"lists": readership.most_read(count)}


@register.inclusion_tag("portal/chrome/edit_link.html", takes_context=True)
def edit_link(context, thing):
    """{% edit_link article %}: a link to the admin's form of a thing, for staff alone; makes no query."""
    if context["request"].staff_reader is None or context.get("preview"):
        return {}
    return {"address": dashboard.address(thing), "kind": thing._meta.verbose_name}


@register.inclusion_tag("portal/chrome/latest_videos.html")
def latest_videos(count):
    """{% latest_videos 6 %}: the block `Video`, the newest segments."""
    return {"videos": Video.objects.published().for_listing().newest_first()[:count]}


@register.inclusion_tag("portal/chrome/link_directory.html")
def link_directory(*, groups=False):
    """{% link_directory %}: the block `Liên kết website`, a select; `groups=True` lists the links below it."""
    links = apps.get_model("links.Link").objects.active() if apps.is_installed("portal.links") else []
    return {"links": links, "groups_shown": groups}
