from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.kinds import all_descriptions
from publishing.workflow import make_move
from tests.factories import (
    make_article,
    make_category,
    make_image,
    make_settings,
    make_tag,
    make_user,
)
from tests.kinds import factory_of, show
from tests.seo.page_head import head_of

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


@pytest.mark.parametrize("description", all_descriptions(), ids=lambda description: description.name)
def test_page_of_a_thing_has_one_canonical_address_whatever_the_query(client, description):
    thing = show(factory_of(description)())

    head = head_of(client, f"{thing.get_absolute_url()}?utm_source=zalo&truoc=&fbclid=1")

    assert head.links["canonical"] == [f"{SITE}{thing.get_absolute_url()}"]
    assert head.meta["og:url"] == head.links["canonical"]
    assert head.meta["og:title"] == [str(thing)]


@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/video/", "/album/", "/lien-ket/", "/so-do/"])
def test_page_of_no_thing_has_a_canonical_address_too(client, path):
    head = head_of(client, f"{path}?x=1")

    assert head.links["canonical"] == [f"{SITE}{path}"]
    assert "robots" not in head.meta


def test_every_page_of_a_list_is_canonical_itself(client):
    category = make_category()
    for n in range(45):
        make_article(category=category, publish_at=timezone.now() - timedelta(days=n))
    older = client.get("/tin-tuc/").context["page"].older
    newer = client.get(f"/tin-tuc/{older}").context["page"].newer

    for cursor in (older, newer):
        assert head_of(client, f"/tin-tuc/{cursor}&utm=1").links["canonical"] == [f"{SITE}/tin-tuc/{cursor}"]


def test_one_page_written_in_two_ways_has_one_canonical_address(client):
    for _ in range(2):
        article = make_article()
    cursor = f"{int(article.publish_at.timestamp()) + 9}000000-{article.pk}"

    assert head_of(client, f"/tin-tuc/?truoc=00{cursor}").links["canonical"] == [f"{SITE}/tin-tuc/?truoc={cursor}"]


def test_cursor_of_a_list_is_no_part_of_an_articles_address(client):
    article = make_article()

    head = head_of(client, f"{article.get_absolute_url()}?truoc=1-1")

    assert head.links["canonical"] == [f"{SITE}{article.get_absolute_url()}"]


def test_page_that_is_not_there_is_not_indexed_and_has_no_canonical_address(client):
    head = head_of(client, "/khong-co/")

    assert head.meta["robots"] == ["noindex"]
    assert "canonical" not in head.links
    assert "og:url" not in head.meta


def test_withdrawn_article_is_not_indexed_nor_shared(client):
    article = make_article()
    make_move("withdraw", article, by=make_user("publishing.publish"), note="Đã cũ", withdrawal="with_notice")

    head = head_of(client, article.get_absolute_url())

    assert head.meta["robots"] == ["noindex"]
    assert not head.blocks
    assert "og:title" not in head.meta


def test_article_is_shared_with_picture_summary_and_dates(client):
    make_settings(organisation="Mặt trận", province="tỉnh Sông Hồng")
    image = make_image(alt="Trồng cây")
    article = make_article(summary='Tóm "tắt" & hết', lead_image=image, tags=[make_tag(name="cây")])

    meta = head_of(client, article.get_absolute_url()).meta

    assert meta["og:type"] == ["article"]
    assert meta["og:site_name"] == ["Mặt trận tỉnh Sông Hồng"]
    assert meta["og:description"] == ['Tóm "tắt" & hết']
    assert meta["og:image"] == [f"{SITE}{image.responsive('social').fallback}"]
    assert (meta["og:image:width"], meta["og:image:height"], meta["og:image:alt"]) == (["64"], ["33"], ["Trồng cây"])
    assert meta["article:published_time"] == [timezone.localtime(article.publish_at).isoformat(timespec="seconds")]
    assert meta["article:tag"] == ["cây"]
    assert meta["twitter:card"] == ["summary_large_image"]
