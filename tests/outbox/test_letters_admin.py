from datetime import timedelta

import pytest
from django.utils import timezone

from portal.outbox.models import Letter
from publishing.models import Event
from tests.factories import make_letter, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/outbox/letter/"


@pytest.fixture
def refused():
    return make_letter(text="https://cong.vn/bi-mat", next_attempt_at=None, reason="550 no such user", attempts=1)


def test_administrator_sees_what_could_not_be_sent_with_the_reason_and_without_its_text(client, sign_in, refused):
    sign_in("Quản trị")
    make_letter(subject="Đã tới nơi", sent_at=timezone.now(), next_attempt_at=None, text="")

    for page in (client.get(LIST).text, client.get(f"{LIST}{refused.pk}/change/").text):
        assert "550 no such user" in page
        assert "Không gửi được" in page
        assert "bi-mat" not in page
    assert "Đã tới nơi" not in client.get(LIST).text


def test_administrator_has_it_sent_again(client, sign_in, refused):
    sign_in("Quản trị")
    waiting = make_letter(next_attempt_at=timezone.now() + timedelta(minutes=3))

    client.post(LIST, {"action": "send_again", "_selected_action": [refused.pk, waiting.pk]})

    assert list(Letter.objects.due()) == [refused]
    assert Event.objects.get(name="letter_again").thing_text == "Thư (an@example.vn)"


def test_nobody_else_sees_letters(client, sign_in, refused):
    sign_in("Thư ký tòa soạn")

    assert client.get(LIST).status_code == 403
    assert client.post(LIST, {"action": "send_again", "_selected_action": [refused.pk]}).status_code == 403


@pytest.mark.parametrize(
    ("reason", "said"), [("550 no such user", "chưa gửi được:</strong> 550 no such user"), ("", "đang chờ gửi.")]
)
def test_page_of_a_person_says_which_letter_is_not_sent_yet(client, sign_in, reason, said):
    sign_in("Quản trị")
    user = make_user(email="an@example.vn")
    page = f"/admin/accounts/user/{user.pk}/dang-nhap/"
    make_letter(sent_at=timezone.now(), next_attempt_at=None, text="")
    make_letter(to="binh@example.vn")
    assert "viết lúc" not in client.get(page).text

    make_letter(subject="Thư mời", text="https://cong.vn/bi-mat", reason=reason)

    assert "Thư “Thư mời” viết lúc" in client.get(page).text
    assert said in client.get(page).text
    assert "bi-mat" not in client.get(page).text
