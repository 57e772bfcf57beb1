"""What is out is edited beside itself: readers keep their text until the edit has passed the desk."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from publishing import revisions, workflow
from publishing.models import Revision
from publishing.workflow import make_move, open_moves
from tests.factories import make_article, make_author, make_tag, make_user
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_user(*ALL), make_user(*ALL), make_user(*ALL)


def passed(article, people, **about):
    """Take an open edit of the first through the hands of the other two."""
    writer, editor, secretary = people
    make_move("submit", article, by=writer)
    make_move("approve", article, by=editor)
    return make_move("publish", article, by=secretary)


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_saving_what_was_out_leaves_the_row_alone(state, people):
    article = make_article(title="Tên cũ", state=state)

    edited = write(article, by=people[0], title="Tên mới")

    assert (edited.title, edited.state, edited.edit_state) == ("Tên cũ", state, "draft")
    assert (edited.working_state, edited.updated_at) == ("draft", article.updated_at)
    assert revisions.open_revision(edited).content["title"] == "Tên mới"


def test_edit_reaches_readers_when_it_has_passed_the_desk(client, people):
    article = make_article(title="Tên cũ", authors=[make_author(name="Cũ")], tags=[make_tag()])
    write(article, by=people[0], title="Tên mới", relations={"authors": [make_author(name="Mới")], "tags": []})
    assert "Tên cũ" in client.get(article.get_absolute_url()).text

    published = passed(article, people)

    page = client.get(published.get_absolute_url(), follow=True).text
    assert "Tên mới" in page
    assert list(published.authors.values_list("name", flat=True)) == ["Mới"]
    assert (published.edit_state, published.tags.count(), published.publish_at) == ("", 0, article.publish_at)


def test_edit_of_live_text_cannot_be_scheduled(people):
    article = write(make_article(), by=people[0], title="Tên mới")
    make_move("submit", article, by=people[0])
    article = make_move("approve", article, by=people[1])

    offered = open_moves(article, people[2])
    assert offered == ["return", "publish", "force", "discard", "set_end", "set_date", "withdraw"]


def test_nobody_approves_or_publishes_their_own_edit(people):
    article = write(make_article(), by=people[0], title="Tên mới")
    article = make_move("submit", article, by=people[0])

    for name in ("approve", "publish"):
        with pytest.raises(PermissionDenied):
            make_move(name, article, by=people[0])
    assert make_move("force", article, by=people[0], note="Tin khẩn").title == "Tên mới"


def test_discarded_edit_stays_in_the_history_and_is_no_longer_worked_on(people):
    article = write(make_article(title="Tên cũ"), by=people[0], title="Tên mới")

    article = make_move("discard", article, by=people[0])

    assert (article.working_state, article.edit_state) == ("published", "")
    assert Revision.objects.of(article).get(state="discarded").content["title"] == "Tên mới"
    article = write(article, by=people[1], summary="Tóm")
    assert (article.title, workflow.attach_writers([article])[0].writers) == ("Tên cũ", {people[1].pk})
    assert revisions.for_row(article).content["title"] == "Tên cũ"


def test_withdrawing_keeps_the_edit_and_publishing_it_brings_the_article_back(client, people):
    article = write(make_article(), by=people[0], title="Đã sửa lỗi")
    article = make_move("withdraw", article, by=people[2], note="Sai số liệu")
    assert (article.edit_state, client.get(article.get_absolute_url()).status_code) == ("draft", 410)

    article = passed(article, people)

    assert "Đã sửa lỗi" in client.get(article.get_absolute_url()).text


def test_restoring_puts_the_old_text_out_again_and_keeps_the_edit(people):
    article = write(make_article(title="Tên cũ", state="withdrawn"), by=people[0], title="Tên mới")

    article = make_move("restore", article, by=people[2])

    assert (article.title, article.state, article.edit_state) == ("Tên cũ", "published", "draft")


def test_edit_that_names_a_category_that_is_gone_is_not_published(people):
    article = write(make_article(), by=people[0], title="Tên mới")
    Revision.objects.filter(pk=revisions.open_revision(article).pk).update(content={"category": 987654})

    with pytest.raises(ValidationError, match="Chuyên mục: mã số 987654"):
        make_move("force", article, by=people[0], note="Gấp")


def test_save_by_code_closes_the_edit_and_keeps_it_in_the_history(people):
    article = write(make_article(), by=people[0], title="Tên mới")

    article.save()

    assert (article.edit_state, revisions.open_revision(article)) == ("", None)
    assert Revision.objects.of(article).filter(content__title="Tên mới").exists()
