from datetime import UTC, timedelta
from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from media_library.models import Programme
from news.models import Article, CategoryTree
from portal.addresses import absolute
from portal.machines import cards, sitemaps
from portal.machines.colours import MASTHEAD, PAPER
from portal.machines.faces import KINDS, card_address, cover_address
from portal.pages.models import Page, SiteSettings
from traffic.pages import public_page

XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
NEWS = timedelta(hours=48)  # and so many articles: https://support.google.com/news/publisher-center/answer/9606710
NEWS_AT_MOST = 1000
CONTACT_HOLDS = timedelta(days=180)  # RFC 9116 wants less than a year
CARD_LASTS = 24 * 3600  # seconds


@public_page
def site_map(request):
    context = {
        "pages": Page.objects.published().for_listing().in_tree_order(),
        "tree": CategoryTree().branches(),
        "programmes": Programme.objects.all(),
    }
    return render(request, "portal/site_map.html", context)


@public_page
def sitemap_index(request):
    return _xml(request, "machines/sitemap_index.xml", {"pages": sitemaps.pages()})


@public_page
def sitemap_lists(request):
    return _xml(request, "machines/sitemap.xml", {"entries": sitemaps.lists()})


@public_page
def sitemap(request, section, number):
    entries = sitemaps.entries(section, number)
    if entries is None:
        raise Http404("Sơ đồ trang không có phần này.")
    return _xml(request, "machines/sitemap.xml", {"entries": entries})


@public_page
def sitemap_news(request):
    articles = Article.objects.published().since(timezone.now() - NEWS).newest_first().for_listing()
    context = {"site": SiteSettings.current(), "articles": articles[:NEWS_AT_MOST]}
    return _xml(request, "machines/sitemap_news.xml", context)


@public_page
def robots_txt(request):
    return render(request, "machines/robots.txt", content_type=TEXT)


@public_page
def security_txt(request):
    """Whom to tell of a hole, as RFC 9116 says it."""
    email = SiteSettings.current().email
    contact = f"mailto:{quote(email, safe='@+')}" if email else absolute(reverse("home"))
    expires = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0) + CONTACT_HOLDS
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: vi",
        f"Canonical: {absolute(request.path)}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type=TEXT)


@public_page
def manifest(request):
    site = SiteSettings.current()
    icons = [("icon-192", 192, "any"), ("icon-512", 512, "any"), ("icon-maskable-512", 512, "maskable")]
    return JsonResponse(
        {
            "name": str(site),
            "short_name": f"Mặt trận {site.province}",
            "lang": "vi",
            "start_url": reverse("home"),
            "scope": reverse("home"),
            "display": "minimal-ui",
            "background_color": PAPER,
            "theme_color": MASTHEAD,
            "icons": [
                {"src": static(f"site/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
                for name, size, purpose in icons
            ],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


@public_page
def favicon(request):
    """Where browsers look when no page has told them."""
    return HttpResponseRedirect(static("site/icon.png"))


@public_page
def card(request, digest, kind=None, pk=None):
    """The picture for sharing a page that has none; of what is not out there is none."""
    site = SiteSettings.current()
    thing = get_object_or_404(KINDS[kind].objects.published(), pk=pk) if kind else None
    return _drawn(cards.Card.of(site, thing), digest, card_address(site, thing))


@public_page
def cover(request, pk, digest):
    """The square picture of a programme's podcast."""
    site, programme = SiteSettings.current(), get_object_or_404(Programme, pk=pk)
    return _drawn(cards.Card.cover_of(site, programme), digest, cover_address(site, programme))


def _drawn(card, digest, address):
    """The picture, or the way to where it is now when the address names another."""
    if digest != card.digest:
        return HttpResponseRedirect(address)
    picture = cards.picture(card)
    if picture is None:
        return HttpResponse(status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": f"max-age={CARD_LASTS}, public"})


def _xml(request, template, context):
    answer = render(request, template, context, content_type=XML)
    answer.headers["X-Robots-Tag"] = "noindex"  # read by search engines, but nothing for people to find
    return answer
