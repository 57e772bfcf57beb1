import unicodedata

import pytest

from news.models import Article, Author, Category
from tests.factories import make_article, make_author, make_category

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["Đại  đoàn\u200bkết\x00", "  Đại đoàn\nkết ", unicodedata.normalize("NFD", "Đại đoàn kết")]
)
def test_a_line_is_stored_clean_however_it_is_written(typed):
    article = make_article(title=typed)
    Article.objects.filter(pk=article.pk).update(title=typed)

    stored = Article.objects.get(pk=article.pk).title

    assert stored == unicodedata.normalize("NFC", stored)
    assert not {"\x00", "\u200b", "\n", "  "} & {stored[i : i + n] for n in (1, 2) for i in range(len(stored))}


def test_slug_is_made_from_the_title_and_kept_when_the_title_changes():
    article = make_article(title="Đại đoàn kết toàn dân tộc")

    article.title = "Tên khác"
    article.save()

    assert article.slug == "dai-doan-ket-toan-dan-toc"


def test_title_without_letters_still_has_an_address(client):
    article = make_article(title="!!!")

    assert client.get(article.get_absolute_url()).status_code == 200


def test_same_names_get_different_slugs_where_they_must_differ():
    slugs = [
        make_category(name="Đoàn kết").slug,
        make_category(name="Đoàn Kết").slug,
        make_category(name="Doàn kết").slug,
    ]

    assert slugs == ["doan-ket", "doan-ket-2", "doan-ket-3"]


def test_names_sort_as_vietnamese_does():
    for name in ("Đoàn", "Dân", "Ấm", "An"):
        make_category(name=name, order=0)

    assert list(Category.objects.values_list("name", flat=True)) == ["An", "Ấm", "Dân", "Đoàn"]


def test_people_sort_by_given_name():
    for name in ("Lê Văn Bình", "Nguyễn Thị Ánh", "Trần An"):
        make_author(name=name)

    assert list(Author.objects.values_list("name", flat=True)) == ["Trần An", "Nguyễn Thị Ánh", "Lê Văn Bình"]


def test_ordered_relation_keeps_and_changes_its_order(django_assert_num_queries):
    an, binh, chi = make_author(), make_author(), make_author()
    article = make_article(authors=[chi, an, binh])
    assert list(article.authors.all()) == [chi, an, binh]

    article.authors.set([binh, chi])

    assert list(article.authors.all()) == [binh, chi]
    prefetched = Article.objects.prefetch_related("authors").get(pk=article.pk)
    with django_assert_num_queries(0):
        assert list(prefetched.authors.all()) == [binh, chi]


def test_setting_the_same_order_writes_nothing(django_assert_num_queries):
    authors = [make_author(), make_author()]
    article = make_article(authors=authors)

    with django_assert_num_queries(1):
        article.authors.set(authors)
