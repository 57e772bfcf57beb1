from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from news.models import Article, Author, Category, Source
from publishing.models import Event, Revision
from publishing.richtext import plain_text
from tests.factories import make_author, make_category, make_source
from tests.legacy.old_pages import TITLE, old_html, old_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(tmp_path):
    """Import pages, given as bytes, and answer what was printed: `imported(old_page(), category="Tin vui")`."""

    def import_pages(*pages, **options):
        paths = [tmp_path / f"trang-{number}.txt" for number, _ in enumerate(pages, start=1)]
        for path, page in zip(paths, pages, strict=True):
            path.write_bytes(page)
        out = StringIO()
        call_command("import_legacy", *paths, stdout=out, stderr=out, **options)
        return out.getvalue()

    return import_pages


def test_reader_finds_the_page_with_its_labels(client, imported):
    imported(old_page())

    article = Article.objects.published().get()
    text = " ".join(plain_text(client.get(article.get_absolute_url()).content.decode()).split())

    assert f"{TITLE} Ngày đăng: 05/03/2019 - Lượt xem: 1.23" in text
    assert "Kinh phí do các hộ cùng góp. Tác giả: Thu Hà - Nguồn: Ủy ban MTTQ huyện - Số lần được xem: 1.23" in text
    assert "Chuyên mục tháng 2 năm 2019" not in text


def test_article_stands_as_if_the_desk_had_published_it(imported):
    imported(old_page())

    article = Article.objects.get()
    revision, event = Revision.objects.get(), Event.objects.get()

    assert timezone.localtime(article.publish_at).isoformat() == "2019-03-05T00:00:00+07:00"
    assert article.body == "<p>Tối 4/3, bà con thắp sáng tuyến đường dài 2 km.</p>\n<p>Kinh phí do các hộ cùng góp.</p>"
    assert (revision.state, revision.content["authors"]) == ("published", [Author.objects.get().pk])
    assert (event.name, event.thing, event.by) == ("place", article, None)


@pytest.mark.parametrize(("options", "name"), [({}, "Tin tức"), ({"category": " Khu  dân cư "}, "Khu dân cư")])
def test_article_gets_its_category(imported, options, name):
    imported(old_page(), **options)

    assert Article.objects.get().category.name == name


@pytest.mark.parametrize("name", ["", " ", "…", "x" * 121])
def test_category_without_a_usable_name_is_refused(imported, name):
    with pytest.raises(CommandError, match="--category"):
        imported(old_page(), category=name)

    assert not Article.objects.exists()


def test_author_source_and_category_are_found_again_by_name(imported):
    author, source = make_author(name="Thu Hoà"), make_source(name="Uỷ Ban MTTQ huyện")
    category = make_category(name="TIN TỨC")

    imported(old_page(byline="Tác giả: THU HÒA - Nguồn: Ủy ban MTTQ huyện - Số lần được xem: 7"))

    article = Article.objects.get()
    assert (list(article.authors.all()), article.source, article.category) == ([author], source, category)


def test_author_of_another_name_is_another_author(imported):
    make_author(name="Thu Hạ")

    imported(old_page(byline="Tác giả: Thu Hà, Bình An - Số lần được xem: 7"))

    assert [author.name for author in Article.objects.get().authors.all()] == ["Thu Hà", "Bình An"]
    assert Author.objects.count() == 3
    assert not Source.objects.exists()


def test_pages_without_author_or_source_share_the_category(imported):
    imported(old_page(byline="Số lần được xem: 7"), old_page(title="Bài thứ hai", byline="Số lần được xem: 8"))

    assert Category.objects.count() == 1
    assert not Author.objects.exists()


def test_hostile_html_is_cleaned(imported):
    imported(old_html(body='<p onclick="a()">Một<script>a()</script></p><a href="javascript:a()">hai</a>'))

    assert Article.objects.get().body == "<p>Một</p>\n<p>hai</p>"


def test_summary_counts_pages_and_pictures(imported):
    printed = imported(old_html(body='<p>Một</p><img src="a.jpg"><img src="b.jpg">'), old_page())

    assert "(bỏ lại 2 ảnh)" in printed
    assert "Đã nhập 2 trang, 0 trang không đổi, 0 tệp bị từ chối." in printed
    assert "2 ảnh trong các trang không được nhập" in printed
