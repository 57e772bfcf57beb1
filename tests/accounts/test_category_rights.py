import pytest

from tests.desk.forms import opened, sent
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


def test_administrator_who_is_nothing_else_assigns_categories(client, sign_in):
    category, colleague = make_category(name="Đại đoàn kết"), make_user()
    sign_in("Quản trị")
    choices = "/admin/autocomplete/?app_label=accounts&model_name=user&field_name=categories&term=dai"

    assert [one["text"] for one in client.get(choices).json()["results"]] == ["Đại đoàn kết"]
    sent(client, colleague, opened(client, colleague), categories=[category.pk])

    assert list(colleague.categories.all()) == [category]
