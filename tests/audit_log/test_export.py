import csv
import io

import pytest

from portal.accounts.throttling import MAX_FAILURES
from portal.audit_log.export import without_formula
from publishing.audit_log import record
from publishing.models import Event
from tests.accounts.sign_ins import try_password
from tests.factories import make_tag

pytestmark = pytest.mark.django_db
EXPORT = "/admin/publishing/event/export/"


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_copy_holds_what_the_list_shows(client, sign_in):
    sign_in("Quản trị")
    record("change", make_tag(name="Giám sát"), before={"slug": "cũ"}, after={"slug": "mới"}, note="Sửa, “nhẹ”")
    record("add", thing_text="Khác")

    (row,) = rows_of(client.get(EXPORT, {"viec": "change"}))

    assert (row["việc"], row["loại"], row["nội dung"], row["người làm"]) == ("Sửa", "thẻ", "Giám sát", "")
    assert (row["lý do"], row["trước"], row["sau"]) == ("Sửa, “nhẹ”", '{"slug": "cũ"}', '{"slug": "mới"}')


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"])
def test_no_cell_is_taken_for_a_formula(text):
    assert without_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Bình thường", "a=1", "", "1-2", "“=”"])
def test_other_cells_are_copied_as_they_are(text):
    assert without_formula(text) == text


def test_hostile_name_reaches_the_copy_disarmed(client, sign_in):
    try_password(client, '=HYPERLINK("http://x")', times=MAX_FAILURES)
    sign_in("Quản trị")

    (row,) = rows_of(client.get(EXPORT, {"viec": "sign_in_failed"}))

    assert row["nội dung"] == '\'=HYPERLINK("http://x")'


def test_copy_is_written_while_it_is_read_and_is_recorded_itself(client, sign_in):
    user = sign_in("Quản trị")

    answer = client.get(EXPORT, {"q": "giám sát"})

    assert answer.streaming
    assert answer["Content-Disposition"].startswith('attachment; filename="nhat-ky-')
    assert Event.objects.get(name="export").by == user


def test_who_may_not_read_the_record_gets_no_copy(client, sign_in):
    sign_in("Thư ký tòa soạn")

    assert client.get(EXPORT).status_code == 403
