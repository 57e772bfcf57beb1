import pytest

from tests.factories import make_article, make_category, make_user, make_video

pytestmark = pytest.mark.django_db


def test_editor_acts_in_their_categories_and_below():
    mine = make_category()
    below = make_category(parent=mine)
    user = make_user("publishing.review", categories=[mine])

    assert user.has_perm("publishing.review", make_article(category=mine))
    assert user.has_perm("publishing.review", make_article(category=below))
    assert not user.has_perm("publishing.review", make_article())


def test_editor_without_categories_acts_in_all():
    assert make_user("publishing.review").has_perm("publishing.review", make_article())


def test_a_category_grants_nothing_that_the_role_does_not():
    category = make_category()

    assert not make_user(categories=[category]).has_perm("publishing.review", make_article(category=category))


def test_videos_are_bound_to_no_category():
    assert make_user("publishing.review", categories=[make_category()]).has_perm("publishing.review", make_video())
