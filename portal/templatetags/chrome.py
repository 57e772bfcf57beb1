"""What stands round every page: names, menu, and the blocks of the sidebar."""

import json
from base64 import b64encode
from urllib.parse import quote, urlencode

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from media_library.models import Video
from news import most_read as readership
from portal.addresses import absolute
from portal.links.models import Link
from portal.pages import announcements as announced
from portal.pages import menu as menus
from portal.pages.models import SiteSettings
from traffic.fragments import kept
from vietnamese import dates

register = template.Library()


def _kept(context, name, make):
    """What many pages share, kept where a request came in by the front door."""
    request = context.get("request")
    return kept(request.environ if request else {}, name, make)


@register.simple_tag(takes_context=True)
def site_settings(context):
    """{% site_settings as site %}: what the site calls itself."""
    return _kept(context, "settings", SiteSettings.current)


@register.simple_tag
def today_in_words():
    """{% today_in_words %}: "Thứ Hai, ngày 23 tháng 11 năm 2026"."""
    return dates.long_date(timezone.localdate())


@register.simple_tag
def menu():
    """{% menu as items %}: the menu, a list of things with `title`, `url`, `children` and `is_external`."""
    return menus.entries()


@register.simple_tag(takes_context=True)
def announcements(context):
    """{% announcements as shown %}: `shown.notices`, a list; `shown.mourning` and `shown.festive`, one or None."""
    return _kept(context, "announcements", announced.now_shown)


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
    """{% canonical request.path %}: the full address of a page, by the site's own name."""
    return absolute(path)


@register.inclusion_tag("portal/chrome/share.html")
def share(thing):
    """{% share article %}: links that pass the thing's address on, without a script of anybody else's."""
    address = canonical(thing.get_absolute_url())
    sent_to_zalo = b64encode(json.dumps({"url": address}).encode()).decode()  # as its own button writes it
    return {
        "address": address,
        "facebook": f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}",
        "zalo": f"https://button-share.zalo.me/share_external?{urlencode({'d': sent_to_zalo})}",
        "email": f"mailto:?{urlencode({'subject': str(thing), 'body': address}, quote_via=quote)}",
    }


@register.inclusion_tag("portal/chrome/most_read.html")
def most_read(count):
    """{% most_read 5 %}: the block `Đọc nhiều` of today, a week, a month and ever; within `kept` for some minutes."""
    return {"lists": readership.most_read(count)}


@register.inclusion_tag("portal/chrome/edit_link.html", takes_context=True)
def edit_link(context, thing):
    """{% edit_link article %}: the way to the admin's form of a thing, for staff alone; asks the database nothing."""
    if context["request"].staff_reader is None:
        return {}
    names = thing._meta
    address = reverse(f"admin:{names.app_label}_{names.model_name}_change", args=[thing.pk])
    return {"address": address, "kind": names.verbose_name}


@register.inclusion_tag("portal/chrome/latest_videos.html")
def latest_videos(count):
    """{% latest_videos 6 %}: the block `Video`, the newest segments."""
    return {"videos": Video.objects.published().for_listing().newest_first()[:count]}


@register.inclusion_tag("portal/chrome/link_directory.html")
def link_directory(*, groups=False):
    """{% link_directory %}: the block `Liên kết website`, a list to choose from; `groups=True` lists them beneath."""
    return {"links": Link.objects.active(), "groups_shown": groups}
