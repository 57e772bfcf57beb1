import pytest

from portal import environment


@pytest.mark.parametrize(
    ("value", "sender"),
    [
        ("smtp://h?from=bao@tinh.vn", "bao@tinh.vn"),
        ("smtp+tls://an%40tinh.vn:x@h:587", "an@tinh.vn"),
        ("smtp://an:x@h", "cong-thong-tin@cong.vn"),
    ],
)
def test_letters_have_a_sender(monkeypatch, value, sender):
    monkeypatch.setenv("EMAIL_URL", value)

    assert environment.email("EMAIL_URL", "cong.vn")["DEFAULT_FROM_EMAIL"] == sender


def test_admins_are_listed_as_django_wants_them(monkeypatch):
    monkeypatch.setenv("ADMINS", "an@cong.vn, binh@cong.vn")

    assert environment.addresses("ADMINS") == [("an@cong.vn",) * 2, ("binh@cong.vn",) * 2]
