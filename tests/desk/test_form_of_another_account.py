"""A form that was opened by one account is not saved by another that has signed in since."""

import pytest
from django.test import Client

from news.models import Article
from publishing.submissions import FORM_INPUT_NAME, new_token
from tests.desk.forms import Fields, address, opened
from tests.factories import make_article, make_category, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/news/article/add/"
BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def mai():
    return make_user(is_superuser=True, username="mai", last_name="Trần Thị", first_name="Mai")


@pytest.fixture
def an():
    return make_user(is_superuser=True, username="an", last_name="Nguyễn Văn", first_name="An")


@pytest.fixture
def client_of_an(mai, an):
    """A browser in which An has signed in after Mai, who is still there in `opener`."""
    client = Client()
    client.force_login(an)
    client.opener = Client()
    client.opener.force_login(mai)
    return client


@pytest.fixture
def form(client_of_an):
    """What Mai has typed."""
    values = Fields(client_of_an.opener.get(ADD).text).values
    return {**values, "title": "Ngày hội", "category": make_category().pk, "body": "<p>Ba trăm người</p>"}


def test_script_is_told_both_names_and_nothing_is_saved(client_of_an, form):
    answer = client_of_an.post(ADD, form, headers=BY_SCRIPT)

    assert answer.status_code == 409
    assert answer.json() == {"made_for": "Trần Thị Mai (mai)", "signed_in": "Nguyễn Văn An (an)"}
    assert not Article.objects.exists()


def test_who_has_no_script_is_shown_both_names_and_what_they_sent(client_of_an, form):
    answer = client_of_an.post(ADD, form)

    assert answer.status_code == 409
    assert "mở bằng tài khoản Trần Thị Mai (mai), nay trình duyệt đang đăng nhập bằng Nguyễn Văn An (an)" in answer.text
    assert ">Ngày hội</textarea>" in answer.text
    assert not Article.objects.exists()


def test_form_whose_csrf_token_went_with_the_sign_in_is_told_the_same(client_of_an, form):
    client_of_an.handler.enforce_csrf_checks = True

    answers = {
        site: client_of_an.post(ADD, form, headers={"Sec-Fetch-Site": site}) for site in ("same-origin", "cross-site")
    }

    assert {site: answer.status_code for site, answer in answers.items()} == {"same-origin": 409, "cross-site": 403}
    assert "(mai)" not in answers["cross-site"].text


def test_form_is_saved_by_whom_it_was_made_for_or_without_a_token_by_anybody(client_of_an, form):
    assert client_of_an.opener.post(ADD, form).status_code == 302

    del form[FORM_INPUT_NAME]
    assert client_of_an.post(ADD, {**form, "title": "Khác"}).status_code == 302

    assert Article.objects.count() == 2


def test_token_of_nobody_in_particular_keeps_nobody_out(client_of_an, form):
    assert client_of_an.post(ADD, {**form, FORM_INPUT_NAME: new_token()}).status_code == 302


@pytest.mark.parametrize("part", ["change/", "presence/", "notes/", "duplicate/", "delete/"])
def test_every_form_of_a_thing_is_kept_from_another_account(client_of_an, part):
    article = make_article(state="draft")
    token = opened(client_of_an.opener, article)[FORM_INPUT_NAME]

    answer = client_of_an.post(
        address(article, part), {FORM_INPUT_NAME: token, "text": "Chữ", "post": "yes"}, headers=BY_SCRIPT
    )

    assert answer.status_code == 409


def test_every_form_carries_the_token_of_who_opened_it(client, mai):
    client.force_login(mai)
    article = make_article(state="draft")
    tokens = [line for line in client.get(address(article)).text.splitlines() if f'name="{FORM_INPUT_NAME}"' in line]

    assert len(tokens) >= 3
    assert all(f'name="{FORM_INPUT_NAME}" value="{mai.pk}.' in line for line in tokens)
