from django.urls import path, re_path

from portal.seo import feeds, views
from portal.seo.feed_generators import Atom, Rss
from portal.seo.page_meta import card_kinds
from publishing.kinds import all_collections, all_kinds
from traffic.public_pages import public_page

DIGEST = "(?P<digest>[0-9a-f]{12})"


def rss_and_atom(under, name, feed, description):
    """A list's feed as RSS and as Atom."""
    for generator in (Rss, Atom):
        view = public_page(feed(generator, description))
        yield path(f"{under}{generator.suffix}/", view, name=f"{name}_{generator.suffix}")


def feed_urls():
    """The feeds under each kind's list and each collection's rows; at the top that of the kind that is news."""
    lists = [kind for kind in all_kinds() if kind.list_name]
    for kind in [kind for kind in lists if kind.is_news][:1]:
        yield from rss_and_atom("", "latest", feeds.KindFeed, kind)
    for kind in lists:
        under = f"{kind.list_path or kind.path}/"
        yield from rss_and_atom(under, kind.feed_name or kind.list_name, feeds.KindFeed, kind)
    for each in all_collections():
        feed = feeds.PodcastFeed if each.is_podcast else feeds.CollectionFeed
        yield from rss_and_atom(f"{each.path}/<slug:slug>/", each.name, feed, each)


urlpatterns = [
    *feed_urls(),
    path("so-do/", views.site_map, name="site_map"),
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemap-trang.xml", views.sitemap_lists, name="sitemap_lists"),
    path("sitemap-news.xml", views.sitemap_news, name="sitemap_news"),
    path("sitemap-<slug:section>-<int:number>.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots_txt, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("favicon.ico", views.favicon, name="favicon"),
    re_path(rf"^anh-chia-se/{DIGEST}\.png$", views.card, name="site_card"),
    re_path(
        rf"^anh-chia-se/(?P<kind>{'|'.join(card_kinds())})-(?P<pk>[0-9]{{1,18}})-{DIGEST}\.png$",
        views.card,
        name="card",
    ),
    re_path(rf"^anh-chia-se/chuyen-de-(?P<pk>[0-9]{{1,18}})-{DIGEST}\.png$", views.cover, name="cover"),
]
