"""What was withdrawn and mended meanwhile: who publishes it again is told first that readers get the older text."""

import re

import pytest

from publishing.workflow import make_move
from tests.desk.forms import address
from tests.factories import make_user
from tests.kinds import each_kind
from tests.publishing.editing import ALL, write
from tests.publishing.withdrawn_and_expired import withdrawn

pytestmark = pytest.mark.django_db
SAID = "Bạn đọc sẽ thấy lại bản đã gỡ, chưa có phần vừa sửa."


def mended(*moves, **fields):
    thing, user = withdrawn(**fields), make_user(*ALL)
    thing = write(thing, by=user, title="Tên vừa sửa")
    for name in moves:
        thing = make_move(name, thing, by=make_user(*ALL))
    return thing


@each_kind
def test_page_says_which_text_goes_out_and_leads_to_the_difference(client, sign_in, make):
    sign_in("Thư ký tòa soạn")
    thing = mended(make=make)

    page = client.get(address(thing, "move/restore/")).text

    assert SAID in page
    compare = re.search('<a href="([^"]+)">Xem hai bản khác nhau chỗ nào</a>', page)[1]
    assert "<ins>" in client.get(compare).text


@pytest.mark.parametrize(
    ("moves", "step"), [([], "Gửi duyệt"), (["submit"], "Duyệt"), (["submit", "approve"], "Đăng ngay")]
)
def test_page_says_what_brings_the_new_text_out(client, sign_in, moves, step):
    sign_in("Thư ký tòa soạn")

    page = client.get(address(mended(*moves), "move/restore/")).text

    assert f"thì quay lại và “{step}”, hoặc “Đăng thẳng” nếu bạn có quyền ấy." in page


def test_older_text_goes_out_only_once_it_is_confirmed(client, sign_in):
    sign_in("Thư ký tòa soạn")
    thing, path = mended(), "move/restore/"

    refused = client.post(address(thing, path), {"confirmed": "1"}).text
    thing.refresh_from_db()
    assert ("Hãy đánh dấu ô này" in refused, thing.state) == (True, "withdrawn")

    client.post(address(thing, path), {"confirmed": "1", "confirmation_0": "on"})
    thing.refresh_from_db()
    assert (thing.is_published, thing.has_open_edit) == (True, True)
    assert thing.title != "Tên vừa sửa"


def test_nothing_is_asked_where_nothing_was_mended(client, sign_in):
    sign_in("Thư ký tòa soạn")

    assert SAID not in client.get(address(withdrawn(), "move/restore/")).text
