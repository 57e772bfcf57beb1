"""What docker-compose.yml puts together, put together without Docker."""

import pytest

from tests.factories import make_article

pytestmark = [pytest.mark.faults, pytest.mark.postgresql]


def test_postgresql_valkey_and_two_workers_serve_an_article(site, valkey_url):
    article = make_article(title="Ngày hội Đại đoàn kết")

    site.stop()
    site.start(CACHE_URL=f"{valkey_url}/0", WEB_CONCURRENCY="2", TRUSTED_PROXIES="1")

    page = site.get(article.get_absolute_url())
    assert page.status == 200
    assert "Ngày hội Đại đoàn kết" in page.text
    assert "database: ok" in site.get("/readyz").text
