"""The `<article>` of a preview is that of the page that readers get, for every kind, new or edited."""

import pytest
from django.test import Client

from publishing import kinds
from publishing.models import State
from publishing.workflow import make_move, place
from tests.desk.forms import Fields, address, opened, sent
from tests.desk.previews import add_address, article_in, typed
from tests.factories import (
    make_attachment,
    make_author,
    make_category,
    make_image,
    make_page,
    make_programme,
    make_source,
    make_tag,
    make_user,
    make_video,
)
from tests.kinds import each_kind

pytestmark = pytest.mark.django_db
HEADINGS = "".join(f"<h2>Phần {number}</h2><p>Chữ.</p>" for number in range(3))


def full_fields():
    """Something for every field that some kind has, by its name."""
    picture, film = make_image(caption="Chú thích", credit="An"), make_video()
    body = f'<p>Đoạn đầu.</p>{HEADINGS}<figure><img data-image="{picture.pk}" alt="Ảnh"></figure>'
    body += f'<figure data-video="{film.pk}"></figure>'
    return {
        "summary": "Tóm tắt.",
        "body": body,
        "category": make_category(parent=make_category()),
        "authors": [make_author(), make_author()],
        "source": make_source(),
        "source_url": "https://bao.example.vn/bai",
        "lead_image": picture,
        "attachments": [make_attachment()],
        "tags": [make_tag()],
        "programme": make_programme(),
        "issue_month": "2026-09-01",
        "poster": picture,
        "duration": 300,
        "transcript": "00:12 Xin chào.",
        "chapters": "00:00 Lời chào\n01:00 Hết",
        "captions": "WEBVTT\n\n00:00.000 --> 00:01.000\nXin chào",
        "pictures": [picture, make_image()],
        "parent": make_page(),
    }


def full(make, **fields):
    """A thing of a kind with something in every field."""
    model = type(make(state="draft"))
    fields_of = (*model._meta.concrete_fields, *model._meta.many_to_many)
    names = {field.name for field in fields_of if field.get_internal_type() != "JSONField"}
    return make(**{name: value for name, value in full_fields().items() if name in names}, **fields)


def public_article(thing):
    return article_in(Client().get(type(thing).objects.get(pk=thing.pk).get_absolute_url()))


@each_kind
def test_saved_draft_looks_as_it_will_when_it_is_out(me, make):
    thing = full(make, state="draft")

    seen, unsaved = me.get(address(thing, "preview/")), typed(me, thing, opened(me, thing))
    place(thing, State.PUBLISHED)

    assert article_in(seen) == article_in(unsaved) == public_article(thing)


@each_kind
def test_new_thing_looks_as_it_will_when_it_is_out(me, make):
    values = opened(me, full(make, state="draft"))
    kind = kinds.of(type(make(state="draft")))
    values = {**values, **Fields(me.get(add_address(kind)).text).values, **values, "title": "Mới tinh", "slug": "moi"}
    values["form_token"] = Fields(me.get(add_address(kind)).text).values["form_token"]

    seen = typed(me, kind, values)
    me.post(add_address(kind), values)
    thing = kind.model.objects.get(title="Mới tinh")
    place(thing, State.PUBLISHED)

    assert article_in(seen) == public_article(thing)


@each_kind
def test_edit_of_a_live_text_looks_as_it_will_with_what_readers_are_told(me, make):
    thing = full(make)
    changed = {"title": "Đã sửa", "summary": "Khác hẳn.", "correction": "Tên bị sai."}

    seen = typed(me, thing, opened(me, thing), **changed)
    sent(me, thing, opened(me, thing), **changed)
    saved = me.get(address(thing, "preview/"))
    make_move("force", thing, by=make_user(is_superuser=True), note="Xong")

    assert "Tên bị sai." in article_in(seen)
    assert article_in(seen) == article_in(saved) == public_article(thing)
