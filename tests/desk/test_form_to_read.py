"""The form of a published thing for who may see it and not change it."""

import pytest

from tests.desk.forms import address
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("state", "is_asked"), [("draft", True), ("in_review", False)])
def test_who_may_not_change_a_text_is_not_asked_about_a_change(client, sign_in, state, is_asked):
    sign_in("Phóng viên")

    page = client.get(address(make_article(state=state))).text

    assert ("Về lần sửa này" in page) == is_asked
