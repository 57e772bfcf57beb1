"""One page tells all that was done with a thing; any two of its texts can be compared, any restored."""

import pytest
from django.contrib.admin.models import LogEntry

from publishing.models import Revision
from publishing.workflow import make_move
from tests.desk.forms import address, opened, sent
from tests.factories import make_article, make_category, make_user, make_video
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def mai():
    return make_user(*ALL, last_name="Trần Thị", first_name="Mai", username="mai")


def test_history_tells_saves_and_moves_together_the_latest_first(client, sign_in, mai):
    sign_in("Biên tập viên")
    article = write(make_article(state="in_review"), by=mai, title="Hai", about={"note": "Sai tên"})
    make_move("return", article, by=mai, note="Thiếu nguồn tin")

    page = client.get(address(article, "history/")).text

    assert page.index("Thiếu nguồn tin") < page.index("Sai tên") < page.index("Đưa vào hệ thống")
    assert page.count("Trần Thị Mai (mai)") == 2


def test_django_s_own_log_is_not_written(client, sign_in):
    sign_in("Phóng viên")
    article = make_article(state="draft")

    sent(client, article, opened(client, article), title="Hai")
    client.post(address(article, "delete/"), {"post": "yes"})

    assert LogEntry.objects.count() == 0


def test_work_is_compared_with_the_live_text_in_one_click(client, sign_in, mai):
    sign_in("Phóng viên")
    article = make_article(title="Có hai trăm người", category=make_category(name="Cũ"))
    write(article, by=mai, title="Có ba trăm người", category=make_category(name="Mới"))

    assert 'href="../compare/"' in client.get(address(article)).text
    page = client.get(address(article, "compare/")).text

    assert "Có <del>hai </del><ins>ba </ins>trăm người" in page
    assert "<del>Cũ</del>, <ins>Mới</ins>" in page


@pytest.mark.parametrize("query", ["?tu=x", "?den=99999999", "?tu=-1", f"?tu={'9' * 30}", "?tu=dang"])
def test_text_that_is_not_there_answers_not_found(client, sign_in, query):
    sign_in("Phóng viên")

    assert client.get(address(make_article(state="draft"), f"compare/{query}")).status_code == 404


def test_revision_of_another_thing_is_not_shown_and_not_taken_up(client, sign_in):
    sign_in("Phóng viên")
    article, video = make_article(state="draft"), make_video(state="draft")
    foreign = Revision.objects.of(video).get()

    assert client.get(address(article, f"compare/?den={foreign.pk}")).status_code == 404
    assert client.post(address(article, f"take-up/{foreign.pk}/")).status_code == 404


def test_old_text_is_taken_up_again_with_the_version_that_was_seen(client, sign_in, mai):
    sign_in("Phóng viên")
    article = make_article(state="draft", title="Một")
    first, seen = Revision.objects.of(article).get(), article.version
    article = write(article, by=mai, title="Hai")

    late = client.post(address(article, f"take-up/{first.pk}/"), {"version": seen}, follow=True)
    assert "Chưa khôi phục: Trần Thị Mai (mai) đã lưu" in late.text
    client.post(address(article, f"take-up/{first.pk}/"), {"version": article.version})

    article.refresh_from_db()
    assert article.title == "Một"


def test_taking_up_without_the_right_to_edit_is_refused(client, sign_in):
    sign_in("Phóng viên")
    article = make_article(state="approved")
    revision = Revision.objects.of(article).get()

    answer = client.post(address(article, f"take-up/{revision.pk}/"), {"version": article.version}, follow=True)

    assert "lúc này bạn không được sửa" in answer.text
    assert Revision.objects.of(article).count() == 1


def test_long_history_goes_on_on_further_pages(client, sign_in, mai):
    sign_in("Phóng viên")
    article = make_article(state="draft", title="Bản 0")
    for number in range(1, 121):
        article = write(article, by=mai, title=f"Bản {number}", about={"note": f"Lần {number}."})

    page = client.get(address(article, "history/")).text
    older = page[page.index("?truoc=") :].split('"')[0]

    assert "Lần 120." in page
    assert "Lần 5." not in page
    assert "Lần 5." in client.get(address(article, f"history/{older}")).text
    assert client.get(address(article, "history/?truoc=abc")).status_code == 404


def test_nothing_is_restored_by_opening_an_address(client, sign_in):
    sign_in("Phóng viên")
    article = make_article(state="draft")
    revision = Revision.objects.of(article).get()

    assert client.get(address(article, f"take-up/{revision.pk}/")).status_code == 404
