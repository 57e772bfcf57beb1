import pytest

from news.models import Article
from publishing.duplicating import MAX_COPIES, duplicate
from publishing.models import Event, Revision
from tests.factories import (
    make_article,
    make_attachment,
    make_author,
    make_image,
    make_page,
    make_source,
    make_tag,
    make_user,
    make_video,
)
from traffic.statistics import set_base, totals

pytestmark = pytest.mark.django_db


def whole_article(**fields):
    """An article of which no versioned field is empty."""
    lists = {"authors": [make_author(), make_author()], "tags": [make_tag()], "related": [make_article()]}
    media = {"attachments": [make_attachment()], "lead_image": make_image()}
    return make_article(summary="Tóm tắt", source=make_source(), source_url="https://a.vn/", **lists, **media, **fields)


def test_copy_is_a_draft_of_mine_with_every_versioned_field(client, sign_in):
    reporter, article = sign_in("Phóng viên"), whole_article(title="Đại hội")
    set_base(article, 99)

    client.post(f"/admin/news/article/{article.pk}/duplicate/")

    copy = Article.objects.latest("pk")
    before, after = (Revision.objects.of(one).get() for one in (article, copy))
    own = {"title": "Đại hội (bản sao)", "slug": "dai-hoi-ban-sao"}
    assert after.content == {**before.content, **own}
    assert (copy.state, copy.publish_at, copy.unpublish_at, copy.merged_into) == ("draft", None, None, None)
    assert (after.by, totals([copy])[copy]) == (reporter, 0)
    assert Event.objects.of(copy).get().note == f"Từ “Đại hội” (mã số {article.pk})."


@pytest.mark.parametrize("make", [make_page, make_video])
def test_copies_of_anything_published_stand_beside_each_other(make):
    thing, user = make(title="Giới thiệu"), make_user()

    copies = [duplicate(thing, by=user) for _ in range(3)]

    assert {copy.title for copy in copies} <= {f"Giới thiệu (bản sao{number})" for number in ("", " 2", " 3")}
    assert len({copy.get_absolute_url() for copy in [thing, *copies]}) == 4


def test_a_title_as_long_as_can_be_is_cut_for_the_copy():
    copy = duplicate(make_article(title="a" * 300), by=make_user())

    assert copy.title == "a" * 290 + " (bản sao)"


def test_too_many_copies_of_a_page_are_refused_in_words(client, sign_in):
    user, page = sign_in("Phóng viên"), make_page()
    for _ in range(MAX_COPIES):
        duplicate(page, by=user)

    answer = client.post(f"/admin/pages/page/{page.pk}/duplicate/", follow=True).text

    assert "đã có quá nhiều bản sao" in answer


def test_button_is_there_for_who_may_add_and_for_nobody_else(client, sign_in):
    article = make_article()
    sign_in("Phóng viên")
    assert "../duplicate/" in client.get(f"/admin/news/article/{article.pk}/change/").text

    client.force_login(make_user("news.view_article"))
    assert "../duplicate/" not in client.get(f"/admin/news/article/{article.pk}/change/").text
    assert client.post(f"/admin/news/article/{article.pk}/duplicate/").status_code == 403
    assert Article.objects.count() == 1


def test_nothing_is_copied_by_opening_an_address(client, sign_in):
    sign_in("Phóng viên")

    assert client.get(f"/admin/news/article/{make_article().pk}/duplicate/").status_code == 405
