"""Whoever may approve or publish, but not a text of their own, is told by the form why the button is missing."""

import pytest

from publishing.workflow import make_move
from tests.desk.forms import address
from tests.factories import make_article, make_user
from tests.kinds import each_kind
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db
CHIEF = ("Phóng viên", "Biên tập viên", "Thư ký tòa soạn")
APPROVE = "Bạn đã sửa bản này, cần người khác duyệt."
PUBLISH = "Bạn đã sửa bản này, cần người khác đăng."


def on_its_way(writer, *moves, make=make_article):
    thing = write(make(state="draft"), by=writer, title="Của tôi")
    for name in moves:
        thing = make_move(name, thing, by=make_user(*ALL))
    return thing


@each_kind
@pytest.mark.parametrize(("moves", "said"), [(["submit"], APPROVE), (["submit", "approve"], PUBLISH)])
def test_writer_is_told_that_another_is_needed(client, sign_in, make, moves, said):
    thing = on_its_way(sign_in(*CHIEF), *moves, make=make)

    assert said in client.get(address(thing)).text


def test_edit_of_a_live_text_is_told_so_too(client, sign_in):
    user = sign_in(*CHIEF)
    article = make_move("submit", write(make_article(), by=user, title="Sửa"), by=make_user(*ALL))

    assert APPROVE in client.get(address(article)).text


def test_another_gets_the_button_and_no_sentence(client, sign_in):
    article = on_its_way(make_user(*ALL), "submit")
    sign_in(*CHIEF)

    page = client.get(address(article)).text

    assert 'value="approve"' in page
    assert "Bạn đã sửa bản này" not in page


@pytest.mark.parametrize("moves", [[], ["submit"], ["submit", "approve"]])
def test_writer_without_the_permission_is_told_nothing(client, sign_in, moves):
    article = on_its_way(sign_in("Phóng viên"), *moves)

    assert "Bạn đã sửa bản này" not in client.get(address(article)).text
