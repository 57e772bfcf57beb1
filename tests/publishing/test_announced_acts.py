"""What an act leaves to announce: inside its transaction, with the first address, and nothing of a part that failed."""

import pytest

from news.models import Article, Author
from publishing.models import announced_once
from publishing.signals import changed
from tests.factories import make_article, make_author

pytestmark = pytest.mark.django_db


def rename(author, slug):
    author.slug = slug
    author.save()


@announced_once()
def rename_and_fail(author):
    rename(author, "mot")
    raise ZeroDivisionError


def test_act_is_announced_at_its_end_with_the_address_before_it(heard):
    author = make_author(name="Bình")
    heard.clear()

    with announced_once():
        rename(author, "mot")
        rename(author, "hai")
        assert heard == []

    assert heard == [(author, "/tac-gia/binh/", False)]


def test_act_is_undone_where_a_listener_fails():
    author = make_author(name="Bình")

    def fail(**kwargs):
        raise ZeroDivisionError

    changed.connect(fail)
    with pytest.raises(ZeroDivisionError), announced_once():
        rename(author, "mot")
    changed.disconnect(fail)

    assert Author.objects.get().slug == "binh"


def test_act_within_another_leaves_announcing_to_it(heard):
    author = make_author(name="Bình")
    heard.clear()

    with announced_once():
        rename(author, "mot")
        with announced_once():
            rename(author, "hai")
        assert heard == []

    assert heard == [(author, "/tac-gia/binh/", False)]


def test_act_within_another_that_fails_has_nothing_to_announce(heard):
    author = make_author(name="Bình")
    heard.clear()

    with announced_once(), pytest.raises(ZeroDivisionError):
        rename_and_fail(author)

    assert heard == []
    assert Author.objects.get().slug == "binh"


def test_what_an_act_deletes_is_announced_as_deleted_alone(heard):
    author = make_author(name="Bình")
    heard.clear()

    with announced_once():
        rename(author, "mot")
        author.delete()

    assert heard == [(author, "/tac-gia/mot/", True)]


def test_many_rows_of_a_model_are_announced_together_by_their_keys():
    one, other, keys = make_article(), make_article(), []
    make_article()

    def listen(pks=None, **kwargs):
        keys.append(pks)

    changed.connect(listen)
    with announced_once():
        Article.objects.filter(pk=one.pk).update(summary="Một")
        Article.objects.filter(pk=other.pk).update(summary="Hai")
    changed.disconnect(listen)

    assert keys == [{one.pk, other.pk}]
