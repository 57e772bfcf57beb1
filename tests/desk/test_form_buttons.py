"""The bar of a form: one button in gold, what goes public apart and asked about, a plain save first."""

import re

import pytest

from tests.desk.forms import Fields, address, opened, sent
from tests.factories import make_article, make_image
from tests.publishing.editing import write

pytestmark = pytest.mark.django_db
ADD = "/admin/news/article/add/"
CHIEF = ("Phóng viên", "Biên tập viên", "Thư ký tòa soạn")


def bar(page):
    return page.text[page.text.index('class="submit-row"') :]


def test_new_article_offers_to_save_to_submit_and_apart_to_publish(client, sign_in):
    sign_in(*CHIEF)

    page = client.get(ADD)

    assert Fields(page.text).buttons == ["_save", "submit", "_preview", "force", "_addanother"]
    assert bar(page).index("Lưu và đăng thẳng") > bar(page).index("Việc khác")


def test_reporter_is_offered_what_a_reporter_may(client, sign_in):
    sign_in("Phóng viên")

    page = client.get(ADD)

    assert Fields(page.text).buttons == ["_save", "submit", "_preview", "_addanother"]
    assert "Đăng thẳng" not in page.text


@pytest.mark.parametrize(("state", "gold"), [("draft", "submit"), ("in_review", "approve"), ("approved", "publish")])
def test_the_next_step_alone_is_gold(client, sign_in, state, gold):
    sign_in(*CHIEF)
    article = make_article(state=state)

    page = client.get(address(article))

    assert re.findall(r'value="(\w+)" class="move main', page.text) == [gold]
    assert Fields(page.text).buttons[0] == "_save"


@pytest.mark.parametrize(("state", "said"), [("draft", "Lưu nháp"), ("in_review", "Lưu"), ("published", "Lưu")])
def test_first_button_is_a_plain_save(client, sign_in, state, said):
    sign_in(*CHIEF)

    page = client.get(address(make_article(state=state)))

    assert f'<input type="submit" value="{said}" class="default" name="_save">' in page.text


def test_what_goes_public_is_asked_about_and_says_so(client, sign_in):
    sign_in(*CHIEF)

    page = client.get(address(make_article(state="approved")))

    assert set(re.findall(r'<template data-asks="(\w+)">', page.text)) == {"publish", "force", "return"}
    assert page.text.count("Đăng ngay, bạn đọc thấy trong một giây.") == 2


def test_withdrawn_text_is_published_on_a_page_that_asks_for_its_date(client, sign_in):
    user = sign_in(*CHIEF)
    article = make_article(state="withdrawn")
    write(article, by=user, title="Tên khác")

    page = client.get(address(article))

    assert "force" in Fields(page.text).buttons
    assert 'data-asks="force"' not in page.text


def test_live_text_is_changed_and_submitted_by_one_button(client, sign_in):
    sign_in("Phóng viên")
    article = make_article(lead_image=make_image(alt="Bến sông"), summary="Ba trăm người dự.")
    page = client.get(address(article))
    assert Fields(page.text).buttons == ["_save", "submit", "_preview"]

    sent(client, article, Fields(page.text).values, title="Tên khác", _move="submit")

    article.refresh_from_db()
    assert (article.state, article.edit_state) == ("published", "in_review")


def test_live_text_that_was_not_changed_is_not_sent_on(client, sign_in):
    sign_in("Phóng viên")
    article = make_article(lead_image=make_image(alt="Bến sông"), summary="Ba trăm người dự.")

    page = sent(client, article, opened(client, article), _move="submit")

    assert "Chưa “Gửi duyệt”" in page.text
    article.refresh_from_db()
    assert article.edit_state == ""


def test_window_for_a_related_thing_offers_to_save_alone(client, sign_in):
    sign_in(*CHIEF)

    assert Fields(client.get(f"{ADD}?_popup=1").text).buttons == ["_save", "_preview"]


def test_only_what_may_be_seen_has_no_button(client, sign_in):
    sign_in("Phóng viên")

    page = client.get(address(make_article(state="approved")))

    assert Fields(page.text).buttons == []
    assert "Đóng" in bar(page)
