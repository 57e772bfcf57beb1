import re
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import make_article, make_category, make_link, make_video

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/tim-kiem/", "/tim-kiem/?q=", "/tim-kiem/?q=%3F%21", "/tim-kiem/?loai=video"])
def test_page_without_words_asks_for_some(client, address):
    make_article()

    page = client.get(address)

    assert page.context["found"] is None
    assert "Xin gõ những từ cần tìm" in page.content.decode()


def test_results_come_first_in_main_and_links_begin_with_titles(client):
    video = make_video(title="Lúa <b>& khoai</b>")
    link = make_link(title="Lúa gạo", url="https://lua.vn/")

    page = client.get("/tim-kiem/?q=lúa").content.decode()

    main = page.partition("<main")[2].partition("</main>")[0]
    links = re.findall(r'<a href="([^"]+)"[^>]*>([^<]*)', main)
    assert links == [
        (video.get_absolute_url(), "Lúa &lt;b&gt;&amp; khoai&lt;/b&gt;"),
        (link.url, "Lúa gạo"),
    ]


def test_hostile_text_and_question_are_escaped(client):
    make_article(title="Lúa", summary="<script>alert(1)</script> lúa")

    page = client.get("/tim-kiem/?q=lúa+<script>").content.decode()

    assert "&lt;<mark>script</mark>&gt;alert(1)" in page
    assert "<script>" not in page


def test_page_is_indexed_cached_and_signed_by_nobody(client):
    answer = client.get("/tim-kiem/?q=lúa")

    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-cache"
    assert not answer.wsgi_request.environ["traffic.public_page"].is_cached
    assert not answer.cookies


def test_page_is_only_read(client):
    assert client.head("/tim-kiem/?q=lúa").status_code == 200
    assert client.post("/tim-kiem/", {"q": "lúa"}).status_code == 405


def test_search_without_results_helps_on(client):
    page = client.get("/tim-kiem/?q=lúa&loai=video").content.decode()

    assert "Không tìm thấy kết quả nào cho “lúa” trong phạm vi đã chọn" in page
    assert 'href="/tim-kiem/?q=l%C3%BAa"' in page


@pytest.mark.parametrize(("most", "words"), [(1000, "Có 25 kết quả"), (24, "Có hơn 24 kết quả")])
def test_results_are_counted_up_to_a_limit(client, monkeypatch, most, words):
    monkeypatch.setattr("portal.search.results.MAX_COUNTED_RESULTS", most)
    for number in range(25):
        make_article(title=f"Lúa {number}", publish_at=timezone.now() - timedelta(days=number))

    assert words in client.get("/tim-kiem/?q=lúa").content.decode()


def test_search_that_takes_too_long_says_so(client, monkeypatch):
    def stop(run, sql, *arguments):
        if "search_entry" in sql:
            raise OperationalError("interrupted")
        return run(sql, *arguments)

    monkeypatch.setattr("portal.search.results.TIMEOUT_SECONDS", 0)
    with connection.execute_wrapper(stop):
        assert "mất quá nhiều thời gian" in client.get("/tim-kiem/?q=lúa").content.decode()


def test_page_asks_as_many_queries_for_one_result_as_for_twenty(client, django_assert_num_queries):
    category = make_category()
    make_article(title="Lúa", category=category)
    with CaptureQueriesContext(connection) as few:
        client.get("/tim-kiem/?q=lúa")
    for _ in range(15):
        make_article(title="Lúa", category=category)

    with django_assert_num_queries(len(few)):
        client.get("/tim-kiem/?q=lúa")
