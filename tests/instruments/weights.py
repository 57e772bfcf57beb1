"""What a page weighs on the wire, without its pictures, and whom it asks."""

import gzip
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

HTML = 12_000  # bytes, compressed
HTML_OF_HOME = 15_000
CSS_AND_JS = 25_000
FONTS = 70_000
REQUESTS = 12

LOOSE = {"image", "media"}  # what the limits leave out


@dataclass
class Weight:
    """Bytes as they travel, the number of requests without pictures, and the foreign hosts that were asked."""

    html: int
    css_and_js: int
    fonts: int
    requests: int
    foreign: list[str]

    def complaints(self, *, is_home):
        limits = {
            "HTML": (self.html, HTML_OF_HOME if is_home else HTML),
            "CSS and JS": (self.css_and_js, CSS_AND_JS),
            "fonts": (self.fonts, FONTS),
            "requests": (self.requests, REQUESTS),
        }
        over = [f"{name}: {value}, over {limit}" for name, (value, limit) in limits.items() if value > limit]
        return over + [f"asks the foreign host: {host}" for host in self.foreign]


def weigh(page, site, path):
    """Open the page and weigh everything it asks for."""
    asked = []

    def note(request):
        asked.append(request)

    page.on("request", note)
    page.goto(site.url + path)
    page.evaluate("() => document.fonts.ready.then(() => null)")
    hosts = {urlsplit(request.url).netloc for request in asked if request.url.startswith("http")}
    weighed = [request for request in asked if request.resource_type not in LOOSE]
    sizes = dict.fromkeys(("document", "stylesheet", "script", "font"), 0)
    for request in weighed:
        if request.resource_type in sizes and request.url.startswith(site.url):
            sizes[request.resource_type] += on_the_wire(site, request.url.removeprefix(site.url))
    return Weight(
        html=sizes["document"],
        css_and_js=sizes["stylesheet"] + sizes["script"],
        fonts=sizes["font"],
        requests=len(weighed),
        foreign=sorted(hosts - {urlsplit(site.url).netloc}),
    )


@cache
def on_the_wire(site, path):
    """How many bytes of body travel; what the server sends plain counts as gzip would make it."""
    answer = site.get(path, accept_encoding="gzip")
    compressible = not answer.headers.get("Content-Type", "").startswith("font/")
    if compressible and not answer.headers.get("Content-Encoding"):
        return len(gzip.compress(answer.body, 6))
    return len(answer.body)
