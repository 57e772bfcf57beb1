"""What stands round every page: names, menu, and the blocks of the sidebar."""

from django import template
from django.utils import timezone

from media_library.models import Video
from news.models import Article, Category
from portal.addresses import absolute
from portal.links.models import Link
from portal.pages.models import SiteSettings
from vietnamese import dates

register = template.Library()


@register.simple_tag
def site_settings():
    """{% site_settings as site %}: what the site calls itself."""
    return SiteSettings.current()


@register.simple_tag
def today_in_words():
    """{% today_in_words %}: "Thứ Hai, ngày 23 tháng 11 năm 2026"."""
    return dates.long_date(timezone.localdate())


@register.simple_tag
def top_categories():
    """{% top_categories as categories %}: the categories of the menu."""
    return Category.objects.filter(parent=None)


@register.simple_tag
def canonical(path):
    """{% canonical request.path %}: the full address of a page, by the site's own name."""
    return absolute(path)


@register.inclusion_tag("portal/chrome/latest_headlines.html")
def latest_headlines(count):
    """{% latest_headlines 5 %}: the newest articles as a short list."""
    return {"articles": Article.objects.published().for_listing().newest_first()[:count]}


@register.inclusion_tag("portal/chrome/latest_videos.html")
def latest_videos(count):
    """{% latest_videos 6 %}: the block `Video`, the newest segments."""
    return {"videos": Video.objects.published().for_listing().newest_first()[:count]}


@register.inclusion_tag("portal/chrome/link_directory.html")
def link_directory():
    """{% link_directory %}: the block `Liên kết website`, all links by group."""
    return {"links": Link.objects.active()}
