import json
from base64 import b64decode
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.factories import make_article

pytestmark = pytest.mark.django_db


def link_to(page, beginning):
    start = page.index(f'href="{beginning}') + len('href="')
    return page[start : page.index('"', start)].replace("&amp;", "&")


def test_reader_passes_an_article_on_without_anybody_elses_script(client, settings):
    settings.SITE_URL = "https://mattran.example.vn"
    article = make_article(title="Ngày hội “Đại đoàn kết” & bạn bè")
    address = f"https://mattran.example.vn{article.get_absolute_url()}"

    page = client.get(article.get_absolute_url()).content.decode()

    asked = {host: parse_qs(urlsplit(link_to(page, host)).query) for host in ("https://www.facebook", "https://button")}
    assert asked["https://www.facebook"] == {"u": [address]}
    assert json.loads(b64decode(asked["https://button"]["d"][0])) == {"url": address}
    assert link_to(page, "mailto:") == f"mailto:?subject={quote(article.title)}&body={quote(address, safe='')}"
    assert f'data-copy="{address}"' in page
