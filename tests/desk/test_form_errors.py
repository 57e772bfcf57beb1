"""What is wrong with a form is said beside its field, and at the top by name with a link to it."""

import re

import pytest

from tests.desk.forms import Fields, address, opened, sent
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def named(page):
    """The links of the note at the top, as `{name of the field: label}`."""
    return dict(re.findall(r'<a href="#field-[\w-]+" data-field="([\w-]+)">([^<]+)</a>', page.text))


def test_each_wrong_field_is_named_with_a_link(client, sign_in):
    sign_in("Phóng viên", "Thư ký tòa soạn")
    article = make_article(state="draft")

    page = sent(client, article, opened(client, article), title="", authors=["999999"], unpublish_at_0="hôm qua")

    assert named(page) == {"title": "Tiêu đề", "authors": "Tác giả", "unpublish_at": "Tự gỡ lúc"}
    assert all(page.text.count(f'id="field-{name}"') == 1 for name in named(page))
    assert page.text.index('class="errornote form-errors" role="alert"') < page.text.index('id="field-title"')
    assert "<title>Lỗi: " in page.text


@pytest.mark.parametrize("path", ["links/linkgroup/add/", "news/tag/add/", "accounts/user/add/", "news/highlight/add/"])
def test_forms_of_all_models_do_so(client, path):
    client.force_login(make_user(is_superuser=True))

    page = client.post(f"/admin/{path}", Fields(client.get(f"/admin/{path}").text).values)

    assert named(page)
    assert all(f'id="field-{name}"' in page.text for name in named(page))


def test_what_concerns_no_field_is_said_at_the_top(client, sign_in):
    sign_in("Phóng viên")
    article = make_article(state="draft")

    page = sent(client, article, opened(client, article), state="published")

    top = page.text[page.text.index("form-errors") : page.text.index('id="field-title"')]
    assert "Biểu mẫu gửi kèm mục không được sửa ở đây" in top


def test_form_without_a_fault_names_none(client, sign_in):
    sign_in("Phóng viên")

    page = client.get(address(make_article(state="draft")))

    assert "form-errors" not in page.text
    assert "Lỗi: " not in page.text
