"""What machines read of each kind of content, as a whole: whoever moves the code that writes it changes nothing."""

import json
import re

import pytest

from tests.golden import assert_golden
from tests.seo.fixed_site import make_fixed_site, with_fixed_files

pytestmark = pytest.mark.django_db
ASSETS = re.compile(r'^<(?:link rel="(?:preload|stylesheet|icon|apple-touch-icon)"|script src).*\n', re.MULTILINE)
JSON_LD = re.compile(r'(?<=<script type="application/ld\+json">).*?(?=</script>)')
LISTS = ["/tin-tuc/", "/video/", "/album/"]
SECTIONS = ["chuyen-muc", "chuyen-de", "bai-viet", "video", "album", "trang", "tac-gia", "nguon"]


@pytest.fixture
def text_of(client):
    """The address and what it answers, with its type.

    Of a page the head alone: without white space and assets, with the keys of structured data in alphabetical order.
    """

    def read(address):
        response = client.get(address)
        text = with_fixed_files(response.content.decode())
        if "</head>" in text:
            text = ASSETS.sub("", re.sub(r"[ \t]*\n\s*", "\n", text.partition("</head>")[0]))
            text = JSON_LD.sub(lambda found: json.dumps(json.loads(found[0]), sort_keys=True, ensure_ascii=False), text)
        return f"==== {address} {response.headers['Content-Type']}\n{text}\n"

    return read


def test_heads_stay(text_of):
    pages = ["/", *LISTS, *(thing.get_absolute_url() for thing in make_fixed_site().values())]

    assert_golden("heads", "".join(map(text_of, pages)))


def test_feeds_stay(text_of):
    things = make_fixed_site()
    lists = [things[name].get_absolute_url() for name in ("category", "author", "source", "tag", "programme")]

    addresses = [f"{path}{name}/" for path in ["/", *LISTS, *lists] for name in ("rss", "atom")]
    assert_golden("feeds", "".join(map(text_of, addresses)))


def test_sitemap_stays(text_of):
    make_fixed_site()

    pages = ["/sitemap.xml", "/sitemap-trang.xml", *(f"/sitemap-{section}-9.xml" for section in SECTIONS)]
    assert_golden("sitemap", "".join(map(text_of, pages)))


def test_site_map_stays(client):
    make_fixed_site()

    page = client.get("/so-do/").content.decode()
    main = page[page.index("<h1>") : page.index("</main>")]
    assert_golden("site_map", re.sub(r"\s*(<[^>]+>)\s*", r"\n\1\n", main).replace("\n\n", "\n"))
