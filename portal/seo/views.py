from datetime import UTC, timedelta
from itertools import chain, islice
from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from media_library.models import Programme
from portal.pages.models import SiteSettings
from portal.seo import sitemaps, social_cards
from portal.seo.colours import MASTHEAD, PAPER
from portal.seo.page_meta import card_address, card_kinds, cover_address
from publishing.absolute_urls import absolute_url
from publishing.kinds import all_collections, all_kinds
from traffic.public_pages import public_page

XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
# Of the news sitemap: https://support.google.com/news/publisher-center/answer/9606710
NEWS_PERIOD, MAX_NEWS_ARTICLES = timedelta(hours=48), 1000
SECURITY_TXT_LIFETIME = timedelta(days=180)  # RFC 9116 recommends less than a year
CARD_MAX_AGE_SECONDS = 24 * 3600


@public_page
def site_map(request):
    context = {
        "kinds": all_kinds(),
        "collections": [each for each in all_collections() if each.list_title],
    }
    return render(request, "portal/site_map.html", context)


@public_page
def sitemap_index(request):
    return _xml(request, "seo/sitemap_index.xml", {"pages": sitemaps.pages()})


@public_page
def sitemap_lists(request):
    return _xml(request, "seo/sitemap.xml", {"entries": sitemaps.lists()})


@public_page
def sitemap(request, section, number):
    entries = sitemaps.entries(section, number)
    if entries is None:
        raise Http404("Sơ đồ trang không có phần này.")
    return _xml(request, "seo/sitemap.xml", {"entries": entries})


@public_page
def sitemap_news(request):
    things = [kind.model.objects.published() for kind in all_kinds() if kind.is_news]
    recent = [rows.since(timezone.now() - NEWS_PERIOD).newest_first().for_listing() for rows in things]
    articles = chain.from_iterable(rows[:MAX_NEWS_ARTICLES] for rows in recent)
    context = {"site": SiteSettings.current(), "articles": islice(articles, MAX_NEWS_ARTICLES)}
    return _xml(request, "seo/sitemap_news.xml", context)


@public_page
def robots_txt(request):
    return render(request, "seo/robots.txt", content_type=TEXT)


@public_page
def security_txt(request):
    """security.txt (RFC 9116): where to report a vulnerability."""
    email = SiteSettings.current().email
    contact = f"mailto:{quote(email, safe='@+')}" if email else absolute_url(reverse("home"))
    expires = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0) + SECURITY_TXT_LIFETIME
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: vi",
        f"Canonical: {absolute_url(request.path)}",
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
    """The icon at the address that browsers request by default."""
    return HttpResponseRedirect(static("site/icon.png"))


@public_page
def card(request, digest, kind=None, pk=None):
    """The social card of a page without a picture; 404 for what is not public."""
    site = SiteSettings.current()
    thing = get_object_or_404(card_kinds()[kind].model.objects.published(), pk=pk) if kind else None
    return _card_response(social_cards.Card.of(site, thing), digest, card_address(site, thing))


@public_page
def cover(request, pk, digest):
    """The square cover of a programme's podcast."""
    site, programme = SiteSettings.current(), get_object_or_404(Programme, pk=pk)
    return _card_response(social_cards.Card.cover_of(site, programme), digest, cover_address(site, programme))


def _card_response(card, digest, address):
    """The picture, or a redirect to its present address when the address has another digest."""
    if digest != card.digest:
        return HttpResponseRedirect(address)
    card_png = social_cards.card_png(card)
    if card_png is None:
        return HttpResponse(status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
    headers = {
        "Cache-Control": f"max-age={CARD_MAX_AGE_SECONDS}, public",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return HttpResponse(card_png, content_type="image/png", headers=headers)


def _xml(request, template, context):
    answer = render(request, template, context, content_type=XML)
    answer.headers["X-Robots-Tag"] = "noindex"  # search engines may read it, but not list it
    return answer
