"""Those who work on a text talk about it beside its form; readers never hear of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing.models import Note
from tests.factories import make_article, make_category, make_user, make_video

pytestmark = pytest.mark.django_db


def address(thing, page="notes/"):
    return f"/admin/{thing._meta.app_label}/{thing._meta.model_name}/{thing.pk}/{page}"


def say(client, thing, **form):
    return client.post(address(thing), form, follow=True).text


def test_reporter_and_editor_talk_whatever_state_the_text_is_in(client, sign_in):
    article = make_article(state="in_review")
    sign_in("Biên tập viên", last_name="Trần", first_name="Mai", username="mai")
    say(client, article, text="Nguồn số liệu ở đâu?")
    sign_in("Phóng viên", last_name="Lê", first_name="Nga", username="nga")

    page = say(client, article, text="Ở báo cáo quý III.")

    said = ["Trần Mai (mai)", "Nguồn số liệu ở đâu?", "Lê Nga (nga)", "Ở báo cáo quý III."]
    assert [page.index(words) for words in said] == sorted(page.index(words) for words in said)


def test_a_note_is_marked_as_done_with_and_stays(client, sign_in):
    sign_in("Biên tập viên")
    video = make_video(state="draft")
    say(client, video, text="Thiếu ảnh đại diện")

    page = say(client, video, resolved=Note.objects.get().pk)

    assert "Thiếu ảnh đại diện" in page
    assert "đã xong" in page
    assert not Note.objects.unresolved().exists()


@pytest.mark.parametrize("resolved", ["0", "x", "²", "9" * 30, "foreign"])
def test_a_forged_note_is_refused_in_words(client, sign_in, resolved):
    sign_in("Biên tập viên")
    article, other = make_article(), make_article()
    note = Note.objects.create(thing=other, by_text="An", text="Khác")

    page = say(client, article, resolved=note.pk if resolved == "foreign" else resolved)

    assert "Ghi chú này không còn chờ ai nữa." in page
    assert Note.objects.unresolved().exists()


@pytest.mark.parametrize("text", ["", "   ", "a" * 2001])
def test_an_empty_or_endless_note_is_refused_in_words(client, sign_in, text):
    sign_in("Biên tập viên")

    assert "Chưa ghi được ghi chú" in say(client, make_article(), text=text)
    assert not Note.objects.exists()


def test_who_works_in_other_categories_only_reads(client, sign_in):
    article = make_article()
    Note.objects.create(thing=article, by_text="An", text="Nguồn ở đâu?")
    sign_in("Biên tập viên", categories=[make_category()])

    page = client.get(address(article, "change/")).text

    assert "Nguồn ở đâu?" in page
    assert "Gửi ghi chú" not in page
    assert client.post(address(article), {"text": "x"}).status_code == 403


def test_nothing_is_noted_by_opening_an_address(client, sign_in):
    sign_in("Biên tập viên")

    assert client.get(address(make_article())).status_code == 405


def test_readers_never_hear_of_it(client):
    article = make_article(title="Đại hội")
    Note.objects.create(thing=article, by_text="An", text="Chuyện riêng")

    for address in (article.get_absolute_url(), "/rss/", "/tim-kiem/?q=chuyen+rieng", "/tim-kiem/?q=dai+hoi"):
        assert "Chuyện riêng" not in client.get(address).text


def test_notes_go_with_what_they_are_about():
    article = make_article(state="draft")
    Note.objects.create(thing=article, by_text="An", text="x")

    article.delete()

    assert not Note.objects.exists()


def test_front_page_tells_how_many_wait_in_one_query(client, sign_in):
    sign_in("Biên tập viên")
    for number in range(3):
        article, costs = make_article(state="in_review"), []
        Note.objects.create(thing=article, by_text="An", text="x")
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/admin/").text
        costs.append(sum(Note._meta.db_table in query["sql"] for query in queries))
        assert page.count("1 ghi chú") == number + 1
    assert costs == [1]


def test_a_note_is_told_by_who_wrote_it_when_their_account_is_gone():
    user = make_user()
    note = Note.objects.create(thing=make_article(), by=user, by_text="An (an)", text="x")

    user.delete()

    note.refresh_from_db()
    assert (note.by, str(note)) == (None, "An (an): x")
