"""Whatever is done in the admin is in the audit log, and Django's own log stays empty."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry

from publishing.audited_admin import AuditedAdmin
from publishing.models import Event
from tests.factories import make_article, make_highlight, make_link, make_settings, make_tag, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = make_user(is_superuser=True)
    client.force_login(user)
    return user


def last():
    event = Event.objects.order_by("pk").last()
    return event.name, event.before, event.after


def test_everything_in_the_admin_is_recorded():
    assert [model for model, each in admin.site._registry.items() if not isinstance(each, AuditedAdmin)] == []


def test_adding_changing_and_deleting_are_recorded(client, user):
    client.post("/admin/news/tag/add/", {"name": "Giám sát", "slug": ""})
    assert last() == ("add", None, {"name": "Giám sát"})
    tag = Event.objects.last().thing

    client.post(f"/admin/news/tag/{tag.pk}/change/", {"name": "Phản biện", "slug": tag.slug})
    assert last() == ("change", {"name": "Giám sát"}, {"name": "Phản biện"})

    client.post(f"/admin/news/tag/{tag.pk}/delete/", {"post": "yes", "reason": "Thừa"})
    assert last() == ("delete", {"name": "Phản biện", "slug": "giam-sat"}, None)
    assert Event.objects.last().by == user
    assert not LogEntry.objects.exists()


def test_deleting_many_at_once_is_recorded_one_by_one(client, user):
    tags = [make_tag(), make_tag()]

    chosen = {"action": "delete_selected", "_selected_action": [tag.pk for tag in tags]}
    chosen |= {"post": "yes", "reason": "Thừa"}
    client.post("/admin/news/tag/", chosen)

    assert Event.objects.filter(name="delete").count() == 2


def test_changing_a_number_in_a_list_is_recorded(client, user):
    highlight = make_highlight(order=1)
    form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": highlight.pk, "form-0-order": 7}

    client.post("/admin/news/highlight/", {**form, "_save": "Lưu"})

    assert last() == ("change", {"order": 1}, {"order": 7})


def test_settings_and_what_points_elsewhere_are_recorded_in_words(client, user):
    settings, link = make_settings(province="tỉnh A"), make_link()
    form = {"organisation": settings.organisation, "province": "tỉnh B"}

    client.post("/admin/pages/sitesettings/1/change/", form)
    assert last() == ("change", {"province": "tỉnh A"}, {"province": "tỉnh B"})

    client.post(f"/admin/links/link/{link.pk}/delete/", {"post": "yes"})
    assert last()[1]["group"] == f"{link.group} ({link.group_id})"


def test_saving_without_a_change_is_not_recorded(client, user):
    tag = make_tag()

    client.post(f"/admin/news/tag/{tag.pk}/change/", {"name": tag.name, "slug": tag.slug})

    assert not Event.objects.of(tag).exists()


def test_a_saved_text_is_told_by_its_revision_alone(client, user):
    article = make_article(state="draft")
    form = {"title": "Tên mới", "slug": article.slug, "category": article.category_id, "body": article.body}

    client.post(f"/admin/news/article/{article.pk}/change/", form)

    assert [event.name for event in Event.objects.of(article)] == ["place"]


def test_history_of_a_thing_tells_who_changed_what(client, user):
    tag = make_tag(name="Cũ kỹ")
    client.post(f"/admin/news/tag/{tag.pk}/change/", {"name": "Mới tinh", "slug": tag.slug})

    page = client.get(f"/admin/news/tag/{tag.pk}/history/").text

    assert all(words in page for words in ("Sửa", user.get_username(), "Cũ kỹ", "Mới tinh"))


def test_front_page_has_no_panel_of_djangos_log(client, user):
    assert "recent-actions" not in client.get("/admin/").text
