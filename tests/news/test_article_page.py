from datetime import datetime

import pytest
from django.utils import timezone

from tests.factories import (
    make_article,
    make_author,
    make_image,
    make_link,
    make_source,
    make_tag,
    make_video,
)

pytestmark = pytest.mark.django_db


def text_of(page):
    from publishing.richtext import plain_text

    return " ".join(plain_text(page.content.decode()).split())


def test_page_carries_what_the_old_site_carried(client):
    make_video(title="Chuyên mục Đại Đoàn kết tháng 9 2020")
    make_link(title="Cổng thông tin Chính phủ")
    article = make_article(
        title="Hội nghị triển khai công tác",
        publish_at=datetime(2020, 2, 11, tzinfo=timezone.get_default_timezone()),
        authors=[make_author(name="Lê Nga")],
        source=make_source(name="Ủy ban MTTQ tỉnh"),
    )

    text = text_of(client.get(article.get_absolute_url()))

    assert "Ngày đăng: 11/02/2020 - Lượt xem: " in text
    assert "Tác giả: Lê Nga - Nguồn: Ủy ban MTTQ tỉnh - Số lần được xem: " in text
    assert "Chuyên mục Đại Đoàn kết tháng 9 2020" in text
    assert "Xem tất cả »" in text
    assert "Liên kết website" in text


def test_first_article_element_holds_the_body(client):
    article = make_article(body="<p>Câu đầu tiên của bài.</p>", related=[make_article(title="Bài liên quan")])

    page = client.get(article.get_absolute_url()).content.decode()

    body = page[page.index("<article") : page.index("</article>")]
    assert "Câu đầu tiên của bài." in body
    assert "Bài liên quan" not in body


def test_authors_stand_in_their_order(client):
    binh, an = make_author(name="Trần Bình"), make_author(name="Lê An")
    article = make_article(authors=[binh, an])

    assert "Tác giả: Trần Bình, Lê An" in text_of(client.get(article.get_absolute_url()))


def test_article_without_summary_author_source_or_picture_is_whole(client):
    article = make_article(body="")

    page = client.get(article.get_absolute_url())

    assert page.status_code == 200
    assert "Tác giả" not in page.content.decode()


def test_lead_picture_has_text_caption_and_credit(client):
    image = make_image(alt="Đoàn viên trồng cây", caption="Trồng cây đầu xuân", credit="Hồng Hà")

    page = client.get(make_article(lead_image=image).get_absolute_url()).content.decode()

    assert 'alt="Đoàn viên trồng cây"' in page
    assert "Trồng cây đầu xuân" in page
    assert "Ảnh: Hồng Hà" in page


def test_title_is_escaped_everywhere(client):
    article = make_article(title="<script>alert(1)</script>", tags=[make_tag(name="<b>đậm</b>")])

    for address in (article.get_absolute_url(), "/", "/tin-tuc/", "/rss/"):
        assert "<script>alert" not in client.get(address).content.decode()


def test_page_asks_as_many_queries_with_three_articles_as_with_thirty(client, django_assert_max_num_queries):
    article = make_article(authors=[make_author()], tags=[make_tag()], lead_image=make_image())
    for _ in range(30):
        make_article(category=article.category)
        make_video(), make_link()

    with django_assert_max_num_queries(16):
        client.get(article.get_absolute_url())
