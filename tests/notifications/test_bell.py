"""The bell and its page: the number of unread, what there is to read, marking it, switching letters off."""

import pytest
from django.utils import timezone

from portal.notifications.models import MailChoice, Notification, Occurrence
from portal.notifications.notifier import RETENTION, forget_old
from portal.notifications.telling import tell_what_happened
from publishing.workflow import make_move
from tests.desk.forms import address
from tests.notifications.test_who_is_told import submitted

pytestmark = pytest.mark.django_db
PAGE = "/admin/thong-bao/"


@pytest.fixture
def writer(client, staff):
    """A reporter who has signed in and to whom two articles were returned."""
    writer, editor = staff("Phóng viên"), staff("Biên tập viên", first_name="An")
    for title in ("Một", "Hai"):
        make_move("return", submitted(writer, title=title), by=editor, note="Ghi rõ nguồn.")
    tell_what_happened()
    client.force_login(writer)
    return writer


def unread(user):
    return Notification.objects.filter(user=user).unread().count()


def test_masthead_tells_the_number_and_the_page_what_it_is(client, writer):
    assert "chưa đọc: </span><b>2</b>" in client.get("/admin/").text

    page = client.get(PAGE).text

    assert page.index(">Hai</a>: An") < page.index(">Một</a>: An")
    assert "Ghi rõ nguồn." in page
    assert unread(writer) == 2  # looking changes nothing


def test_one_and_all_are_marked_as_read(client, writer):
    newest = Notification.objects.filter(user=writer).latest("pk").pk
    client.post(PAGE, {"read": newest})
    assert unread(writer) == 1

    client.post(PAGE, {"read_all": newest})

    assert unread(writer) == 0
    assert 'id="bell-number" class="bell-number" hidden' in client.get(PAGE).text


def test_open_form_counts_as_read_and_tells_the_number_of_the_others(client, writer):
    row = Notification.objects.filter(user=writer).latest("pk")

    answer = client.post(
        address(row.occurrence.content_type.get_object_for_this_type(pk=row.occurrence.object_id), "presence/")
    )

    assert answer.json()["unread"] == "1"
    assert unread(writer) == 1


def test_those_of_others_can_be_neither_read_nor_marked(client, writer, staff):
    client.force_login(staff("Phóng viên"))

    client.post(PAGE, {"read": Notification.objects.first().pk})

    assert "Một" not in client.get(PAGE).text
    assert unread(writer) == 2


def test_letters_are_switched_off_and_on(client, writer, settings):
    settings.SENDS_MAIL = True
    assert f"cũng được gửi đến {writer.email}" in client.get(PAGE).text

    client.post(PAGE, {"mail": "off"})
    assert MailChoice.objects.get(user=writer).is_on is False
    assert "không nhận thư" in client.get(PAGE).text

    client.post(PAGE, {"mail": "on"})
    assert MailChoice.objects.get(user=writer).is_on is True


def test_title_is_hidden_from_who_may_no_longer_see_it(client, writer):
    writer.groups.clear()

    page = client.get(PAGE).text

    assert ">Hai</a>" not in page
    assert "Bài viết số" in page


def test_page_asks_no_more_for_more(client, writer, staff, django_assert_max_num_queries):
    for _ in range(10):
        make_move("return", submitted(writer), by=staff("Biên tập viên"), note="Sửa.")
    tell_what_happened()

    with django_assert_max_num_queries(12):
        client.get(PAGE)


@pytest.mark.parametrize("sent", [{}, {"read": "\x00"}, {"read_all": "x"}, {"read": "9" * 40}, {"mail": "\x00" * 9}])
def test_forged_form_is_answered(client, writer, sent):
    assert client.post(PAGE, sent).status_code == 302
    assert client.get(PAGE, {"truoc": "\x00"}).status_code == 200


def test_what_is_old_is_forgotten(writer):
    Occurrence.objects.filter(notifications=None).delete()
    Occurrence.objects.filter(pk=Occurrence.objects.first().pk).update(at=timezone.now() - RETENTION)

    forget_old()

    assert Notification.objects.count() == Occurrence.objects.count() == 1
