import pytest

from publishing import revisions
from publishing.models import Revision
from publishing.workflow import make_move
from tests.factories import make_article, make_author, make_tag, make_user, make_video
from tests.publishing.editing import ALL, approved_edit

pytestmark = pytest.mark.django_db


def test_every_save_by_code_keeps_a_revision_in_the_state_of_the_row():
    article = make_article(state="draft")

    article.title = "Tên khác"
    article.save()

    first, second = Revision.objects.of(article).order_by("pk")
    assert (first.state, second.state) == ("draft", "draft")
    assert second.content["title"] == "Tên khác"


def test_revision_holds_relations_in_their_order():
    an, binh = make_author(), make_author()
    tag = make_tag()

    article = make_article(authors=[binh, an], tags=[tag])

    content = Revision.objects.of(article).get().content
    assert content["authors"] == [binh.pk, an.pk]
    assert content["tags"] == [tag.pk]
    assert content["category"] == article.category_id


def test_revisions_of_an_article_and_a_video_with_the_same_number_are_kept_apart():
    article, video = make_article(), make_video(pk=1_000_000)
    make_article(pk=video.pk)

    assert Revision.objects.of(video).get().content["title"] == video.title
    assert Revision.objects.of(article).count() == 1


def test_each_save_counts_the_version_up():
    article = make_article()
    before = article.version

    article.save()

    article.refresh_from_db()
    assert article.version == before + 1


@pytest.mark.parametrize("name", ["publish", "discard"])
def test_thing_that_a_move_answers_does_not_remember_an_edit_that_has_ended(name):
    article = approved_edit(make_article())

    article = make_move(name, article, by=make_user(*ALL))

    assert revisions.open_revision(article) is None
