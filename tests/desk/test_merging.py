import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import Author, Source, Tag
from publishing.merging import merge
from tests.factories import make_article, make_author, make_source, make_tag, make_user

pytestmark = pytest.mark.django_db
TAGS = "/admin/news/tag/"


def ask(client, *things, address=TAGS, **form):
    chosen = {"action": "merge", "_selected_action": [thing.pk for thing in things], **form}
    return client.post(address, chosen, follow=True)


def test_page_says_what_will_move_and_where_readers_will_be_sent(client, sign_in):
    sign_in("Thư ký tòa soạn")
    one, other = make_tag(name="Giám sát"), make_tag(name="Giam sat")
    make_article(tags=[other]), make_article(tags=[other])

    page = ask(client, one, other).text

    assert "/the/giam-sat/ · 0 bài viết, 0 bản lưu" in page
    assert "/the/giam-sat-2/ · 2 bài viết, 2 bản lưu" in page
    assert Tag.objects.count() == 2


@pytest.mark.parametrize(
    ("make", "address"), [(make_tag, TAGS), (make_author, "/admin/news/author/"), (make_source, "/admin/news/source/")]
)
def test_secretary_merges_into_the_one_chosen(client, sign_in, make, address):
    sign_in("Thư ký tòa soạn")
    one, kept, third = make(), make(), make()

    page = ask(client, one, kept, third, address=address, kept=kept.pk, confirmed="1").text

    assert f"Đã gộp 2 mục vào “{kept}”" in page
    assert [list(model.objects.all()) for model in (Tag, Author, Source)].count([kept]) == 1


def test_second_of_two_who_merge_the_same_is_told_so(client, sign_in):
    sign_in("Thư ký tòa soạn")
    one, other = make_tag(), make_tag()
    gone = Tag(pk=other.pk)
    merge(one, [other], by=make_user())

    page = ask(client, one, gone, kept=gone.pk, confirmed="1").text

    assert "Có mục vừa được người khác gộp hoặc xóa." in page
    assert list(Tag.objects.all()) == [one]


@pytest.mark.parametrize("kept", ["", "0", "abc", "foreign"])
def test_a_forged_choice_merges_nothing(client, sign_in, kept):
    sign_in("Thư ký tòa soạn")
    one, other, foreign = make_tag(), make_tag(), make_tag()

    page = ask(client, one, other, kept=foreign.pk if kept == "foreign" else kept, confirmed="1")

    assert page.context["form"].errors
    assert Tag.objects.count() == 3


def test_one_alone_cannot_be_merged(client, sign_in):
    sign_in("Thư ký tòa soạn")

    assert "Hãy chọn từ 2 đến 20 mục để gộp." in ask(client, make_tag()).text


def test_who_does_not_publish_merges_nothing(client, sign_in):
    sign_in("Biên tập viên")
    one, other = make_tag(), make_tag()

    page = ask(client, one, other, kept=one.pk, confirmed="1").text

    assert Tag.objects.count() == 2
    assert "Gộp các mục" not in page


def test_asking_costs_the_same_however_many_articles_there_are(client, sign_in):
    sign_in("Thư ký tòa soạn")
    costs = []
    for _ in range(2):
        tags = make_tag(), make_tag()
        make_article(tags=tags)
        with CaptureQueriesContext(connection) as queries:
            ask(client, *tags)
        costs.append(len(queries))

    assert costs[0] == costs[1]
