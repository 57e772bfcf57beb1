"""The desk of a kind that nothing outside its package names: each role does its part."""

import pytest

from publishing.models import Revision
from tests.desk.forms import Fields, address, moves_offered, opened, rows_sent, sent
from tests.factories import make_attachment

pytestmark = pytest.mark.django_db

ADD = "/admin/sample_kind/decree/add/"


def newest():
    from tests.sample_kind.models import Decree

    return Decree.objects.latest("pk")


def move(client, name, **answers):
    """Ask for a move; where the page shows what should be mended first, once more with what it holds."""
    path, given = address(newest(), f"move/{name}/"), {"confirmed": "1", **answers}
    answer = client.post(path, given)
    return (client.post(path, {**rows_sent(answer), **given}) if answer.status_code == 200 else answer).status_code


def test_from_an_empty_form_to_readers(client, sign_in):
    file = make_attachment()
    sign_in("Phóng viên")
    values = Fields(client.get(ADD).text).values
    client.post(ADD, {**values, "title": "Về đất đai", "number": "12/QĐ", "attachments": file.pk})
    assert move(client, "submit") == 302
    sign_in("Biên tập viên")
    assert move(client, "approve") == 302
    sign_in("Thư ký tòa soạn")
    assert move(client, "publish") == 302

    page = client.get(newest().get_absolute_url()).text
    assert "<h1>Về đất đai</h1>" in page
    assert file.get_absolute_url() in page
    history = client.get(address(newest(), "history/")).text
    assert all(label in history for label in ("Gửi duyệt", "Duyệt", "Đăng"))


def test_edit_of_what_is_public_waits_in_a_revision(client, sign_in, make_decree):
    decree = make_decree(number="12/QĐ")
    sign_in("Thư ký tòa soạn")
    sent(client, decree, opened(client, decree), number="13/QĐ", body="<p>Điều 2.</p>")
    assert newest().number == "12/QĐ"
    assert "<p>Điều 2.</p>" not in client.get(decree.get_absolute_url()).text
    assert "<ins>13" in client.get(address(decree, "compare/")).text

    for name in ("submit", "force"):
        move(client, name, note="Gấp")

    assert newest().number == "13/QĐ"
    assert "<p>Điều 2.</p>" in client.get(decree.get_absolute_url()).text


def test_old_text_is_taken_up_again(client, sign_in, make_decree):
    decree = make_decree(state="draft", number="12/QĐ")
    first = Revision.objects.of(decree).get()
    sign_in("Phóng viên")
    sent(client, decree, opened(client, decree), number="13/QĐ")

    client.post(address(decree, f"take-up/{first.pk}/"), {"version": newest().version})

    assert newest().number == "12/QĐ"


def test_worklists_and_trash_hold_it(client, sign_in, make_decree):
    decree = make_decree(state="in_review", title="Chờ duyệt 12")
    sign_in("Biên tập viên")
    assert "approve" in moves_offered(client, decree)
    assert "Chờ duyệt 12" in client.get("/admin/").text

    client.post(address(make_decree(state="draft", title="Bỏ đi"), "delete/"), {"post": "yes"})

    assert "Bỏ đi" in client.get("/admin/thung-rac/").text
