"""The preview from lists, history and calendar; a form that is only read; that a preview never counts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from publishing.models import Revision, State
from publishing.workflow import place
from tests.desk.forms import address, opened, sent
from tests.factories import make_article, make_image, make_user
from tests.kinds import each_kind
from traffic.models import ViewTotal

pytestmark = pytest.mark.django_db


@each_kind
def test_list_leads_to_the_preview_of_each_row(me, make):
    thing = make(state="draft")

    assert f'href="{address(thing, "preview/")}"' in me.get(address(thing, "").replace(f"/{thing.pk}/", "/")).text


def test_history_shows_any_revision(me):
    article = make_article(state="draft", title="Bản đầu")
    sent(me, article, opened(me, article), title="Bản hai")
    first = Revision.objects.of(article).earliest("pk")

    assert f"../preview/?revision={first.pk}" in me.get(address(article, "history/")).text
    assert "<h1>Bản đầu</h1>" in me.get(address(article, f"preview/?revision={first.pk}")).text
    assert "<h1>Bản hai</h1>" in me.get(address(article, "preview/")).text


def test_banner_says_whether_readers_have_the_text(me):
    article = make_article()
    assert "cũng là bản bạn đọc đang thấy" in me.get(address(article, "preview/")).text

    sent(me, article, opened(me, article), title="Bản sửa")

    assert "bạn đọc chưa thấy" in me.get(address(article, "preview/")).text


def test_calendar_leads_to_the_preview(me):
    article = make_article(state="approved")
    place(article, State.PUBLISHED, at=timezone.now() + timedelta(days=1))

    assert address(article, "preview/") in me.get("/admin/lich/").text
    assert me.get(address(article, "preview/")).status_code == 200


def test_form_that_is_only_read_shows_the_text_and_no_tags(client, sign_in):
    sign_in("Phóng viên")
    image = make_image()
    body = f'<h2>Mục</h2><p>Chữ <strong>đậm</strong></p><figure><img data-image="{image.pk}" alt="Hoa"></figure>'

    page = client.get(address(make_article(state="in_review", body=body))).text

    assert "<p>Chữ <strong>đậm</strong></p>" in page
    assert "&lt;p&gt;" not in page
    assert 'alt="Hoa"' in page


@pytest.mark.django_db(transaction=True)
def test_preview_counts_for_nobody(door):
    browser = Client()
    browser.force_login(make_user(is_superuser=True))
    article = make_article(state="draft")
    cookie = f"sessionid={browser.cookies['sessionid'].value}"

    for _ in range(3):
        assert door.get(address(article, "preview/"), cookie=cookie, user_agent="Mozilla/5.0").status == 200
    door.turn()

    assert not ViewTotal.objects.exists()
