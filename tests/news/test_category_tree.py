import pytest

from news.models import Article, Category, CategoryTree
from tests.factories import make_article, make_category

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    """Five categories, each below the one before."""
    line = [make_category()]
    for _ in range(4):
        line.append(make_category(parent=line[-1]))
    return line


def test_tree_answers_what_is_above_and_below_by_one_query(line, django_assert_num_queries):
    aside = make_category(parent=line[0])

    with django_assert_num_queries(1):
        tree = CategoryTree()
        lowest, second = tree.by_slug(line[4].slug), tree.by_slug(line[1].slug)
        assert lowest.ancestors() == line[:4]
        assert second.descendant_ids() == {category.pk for category in line[1:]}
        assert aside.pk in tree.by_slug(line[0].slug).descendant_ids()


def test_category_by_itself_asks_one_query_however_deep_it_lies(line, django_assert_num_queries):
    lowest, top = Category.objects.get(pk=line[4].pk), Category.objects.get(pk=line[0].pk)

    with django_assert_num_queries(1):
        assert lowest.ancestors() == line[:4]
        assert lowest.descendant_ids() == {lowest.pk}
    with django_assert_num_queries(0):
        assert top.ancestors() == []


def test_what_was_loaded_with_a_category_is_not_asked_again(line, django_assert_num_queries):
    article = Article.objects.for_reading().get(pk=make_article(category=line[2]).pk)

    with django_assert_num_queries(0):
        assert article.category.ancestors() == line[:2]


def test_circle_of_categories_does_not_hang(line):
    Category.objects.filter(pk=line[0].pk).update(parent=line[4])

    tree = CategoryTree()

    assert len(tree.by_slug(line[2].slug).ancestors()) == 5
    assert len(tree.by_slug(line[2].slug).descendant_ids()) == 5


def test_unknown_category_is_not_found(client):
    assert client.get("/chuyen-muc/khong-co/").status_code == 404
