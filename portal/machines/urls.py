from django.urls import path, re_path

from portal.machines import feeds, views
from portal.machines.syndication import Atom, Rss
from traffic.pages import public_page

DIGEST = "(?P<digest>[0-9a-f]{12})"


def both(under, feed, name):
    """A list's feed as RSS and as Atom."""
    return [
        path(f"{under}{kind.suffix}/", public_page(feed(kind)), name=f"{name}_{kind.suffix}") for kind in (Rss, Atom)
    ]


urlpatterns = [
    *both("", feeds.LatestFeed, "latest"),
    *both("tin-tuc/", feeds.LatestFeed, "news"),
    *both("chuyen-muc/<slug:slug>/", feeds.CategoryFeed, "category"),
    *both("tac-gia/<slug:slug>/", feeds.AuthorFeed, "author"),
    *both("nguon/<slug:slug>/", feeds.SourceFeed, "source"),
    *both("the/<slug:slug>/", feeds.TagFeed, "tag"),
    *both("video/", feeds.VideosFeed, "videos"),
    *both("album/", feeds.AlbumsFeed, "albums"),
    *both("chuyen-de/<slug:slug>/", feeds.ProgrammeFeed, "programme"),
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
        rf"^anh-chia-se/(?P<kind>bai-viet|video|album)-(?P<pk>[0-9]{{1,18}})-{DIGEST}\.png$", views.card, name="card"
    ),
    re_path(rf"^anh-chia-se/chuyen-de-(?P<pk>[0-9]{{1,18}})-{DIGEST}\.png$", views.cover, name="cover"),
]
