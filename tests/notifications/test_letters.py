"""Letters of what somebody is told: one for what comes together, none twice, no draft's words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.notifications import digests
from portal.notifications.models import MailChoice, Notification
from portal.notifications.telling import tell_what_happened
from portal.outbox.models import Letter
from publishing.workflow import make_move
from tests.notifications.test_who_is_told import draft_of, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.SENDS_MAIL = True


def letters(*, after=digests.GATHERED_FOR):
    """The letters that wait once that time has gone by, by their receivers."""
    tell_what_happened()
    Notification.objects.update(at=timezone.now() - after)
    digests.write_letters()
    return {letter.to: letter for letter in Letter.objects.all()}


def test_letter_says_what_waits_and_where_without_a_word_of_the_draft(staff):
    writer, editor = staff("Phóng viên", first_name="Mai"), staff("Biên tập viên", first_name="An")
    article = submitted(writer, title="Chuyện chưa ai biết", summary="Sương mù", body="<p>Bí mật.</p>")

    [letter] = letters().values()

    assert letter.to == editor.email
    assert letter.subject == f"Bài viết số {article.pk}: đang chờ bạn duyệt, Mai ({writer.username}) chuyển đến"
    assert f"/admin/news/article/{article.pk}/change/" in letter.text
    assert "Kính gửi An" in letter.text
    assert not any(word in letter.subject + letter.text for word in ("Chuyện", "Sương", "Bí mật"))


def test_reason_of_a_return_stays_in_the_admin(staff):
    writer, editor = staff("Phóng viên"), staff("Biên tập viên")
    make_move("return", submitted(writer), by=editor, note="Chép từ bản nháp.")

    letter = letters()[writer.email]

    assert "đã trả lại" in letter.text
    assert "Chép" not in letter.text


def test_title_of_what_readers_have_is_named(staff):
    writer = staff("Phóng viên")
    make_move("force", draft_of(writer, title="Tin vui"), by=staff("Thư ký tòa soạn"), note="Gấp.")

    assert "“Tin vui”: đã lên trang" in letters()[writer.email].text


def test_fifty_at_once_are_one_letter(staff):
    writer, editor = staff("Phóng viên"), staff("Biên tập viên")
    for _ in range(50):
        submitted(writer)

    [letter] = letters().values()

    assert (letter.to, letter.subject) == (editor.email, "Bàn làm việc: 50 việc mới")
    assert "và 20 việc khác" in letter.text
    assert len(letters()) == Letter.objects.count() == 1


def test_nothing_is_written_before_more_may_come(staff):
    staff("Biên tập viên")
    submitted(staff("Phóng viên"))

    assert letters(after=digests.GATHERED_FOR - timedelta(seconds=2)) == {}


def test_who_has_read_it_or_wants_none_or_has_no_address_or_is_gone_gets_none(staff):
    read, unwilling, gone = (staff("Biên tập viên") for _ in range(3))
    staff("Biên tập viên", email="")
    MailChoice.objects.create(user=unwilling, is_on=False)
    submitted(staff("Phóng viên"))
    tell_what_happened()
    Notification.objects.filter(user=read).update(read_at=timezone.now())
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)

    assert letters() == {}
    assert not Notification.objects.filter(is_mail_due=True).exists()


def test_choice_made_meanwhile_counts(staff):
    editor = staff("Biên tập viên")
    submitted(staff("Phóng viên"))
    tell_what_happened()
    MailChoice.objects.create(user=editor, is_on=False)

    assert letters() == {}


def test_without_a_mail_server_nothing_waits_for_one(staff, settings):
    settings.SENDS_MAIL = False
    staff("Biên tập viên")
    submitted(staff("Phóng viên"))
    assert letters() == {}

    settings.SENDS_MAIL = True

    assert letters() == {}
