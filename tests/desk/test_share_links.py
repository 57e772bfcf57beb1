"""`Tạo liên kết xem trước`: who makes and revokes links, what is stored and recorded of them."""

import re

import pytest
from django.utils import timezone

from publishing.models import ShareLink
from tests.desk.forms import address
from tests.desk.share_links import make_link, open_link
from tests.factories import make_article
from tests.kinds import each_kind

pytestmark = pytest.mark.django_db


@each_kind
def test_form_offers_a_link_that_is_shown_once(me, make):
    thing = make(state="draft")
    assert "Tạo liên kết xem trước" in me.get(address(thing)).text

    path = make_link(me, thing, recipient="Anh Bình")

    form = me.get(address(thing)).text
    assert "Anh Bình" in form
    assert path.split("/")[2] not in form
    assert open_link(path).status_code == 200


def test_token_has_128_random_bits_and_is_not_stored(me):
    article = make_article(state="draft")
    tokens = {make_link(me, article).split("/")[2] for _ in range(5)}

    assert {len(token) for token in tokens} == {22}
    assert len(tokens) == 5
    stored = " ".join(str(list(row)) for row in ShareLink.objects.values_list())
    assert not any(token in stored for token in tokens)


@pytest.mark.parametrize(("days", "most"), [("", 7), ("1", 1), ("7", 7), ("30", 30)])
def test_link_ends_after_the_days_chosen(me, days, most):
    make_link(me, make_article(state="draft"), days=days)

    left = ShareLink.objects.get().expires_at - timezone.now()
    assert most * 24 <= left.total_seconds() / 3600 < most * 24 + 1


@pytest.mark.parametrize(
    ("name", "value"), [("days", "365"), ("days", "x"), ("is_fixed", "y"), ("recipient", "\0" * 3)]
)
def test_forged_wish_is_refused_with_a_sentence(me, name, value):
    page = me.post(address(make_article(state="draft"), "share-links/"), {name: value})

    assert page.status_code == 200
    assert "errornote" in page.text
    assert not ShareLink.objects.exists()


def test_script_gets_the_section_alone(me):
    path = address(make_article(state="draft"), "share-links/")

    page = me.post(path, {}, headers={"X-Requested-With": "XMLHttpRequest"})

    assert page.text.lstrip().startswith('<section id="share-links"')
    assert re.search(r"/xem-truoc/[\w-]{22}/", page.text)


def test_form_sent_twice_makes_one_link(me):
    article = make_article(state="draft")
    form = me.get(address(article)).text.split('id="share-link-form"')[1]
    token = re.search(r'name="form_token" value="([^"]+)"', form)[1]
    path = address(article, "share-links/")

    me.post(path, {"form_token": token})
    again = me.post(path, {"form_token": token})

    assert again.status_code == 302
    assert ShareLink.objects.count() == 1
