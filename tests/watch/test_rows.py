"""What was written past the portal: rows that are public at once."""

import pytest

from news.models import Tag
from portal.links.models import Link
from portal.pages.models import SiteSettings
from portal.watch.models import Finding
from portal.watch.running import mark_seen, run
from tests.desk.forms import opened, sent
from tests.factories import make_announcement, make_link, make_tag, make_user
from tests.watch.written_past import sql, texts

pytestmark = pytest.mark.django_db


def test_link_changed_by_sql_is_found_after_the_first_run():
    link, tag = make_link(), make_tag()
    make_announcement()
    SiteSettings.current().save()
    assert texts() == []
    sql("UPDATE links_link SET title = 'Khác' WHERE id = %s", link.pk)
    sql("UPDATE news_tag SET name = 'Khác' WHERE id = %s", tag.pk)
    sql("UPDATE pages_sitesettings SET phone = '0900'")

    assert texts() == ["row: đã đổi mà nhật ký không ghi ai sửa."] * 3
    assert texts() == ["row: đã đổi mà nhật ký không ghi ai sửa."] * 3


def test_link_put_in_by_sql_is_found_and_a_tag_is_not():
    group = make_link().group
    run()
    Link.objects.create(title="Lạ", url="https://127.0.0.1/", group=group)
    Tag.objects.create(name="Lạ")

    assert texts() == ["row: mới có mà nhật ký không ghi ai thêm."]


def test_row_that_staff_change_is_recorded_and_not_found(client):
    client.force_login(make_user(is_superuser=True))
    link = make_link()
    run()
    sent(client, link, opened(client, link), title="Tên mới")
    assert Link.objects.get().title == "Tên mới"

    assert texts() == []


def test_what_somebody_has_seen_of_a_row_is_known_from_then_on():
    link = make_link()
    run()
    sql("UPDATE links_link SET title = 'Khác' WHERE id = %s", link.pk)
    run()
    mark_seen(Finding.objects.get().pk, by=make_user())

    assert len(run()) == 1
    assert run() == []
    sql("UPDATE links_link SET title = 'Khác nữa' WHERE id = %s", link.pk)
    assert [finding.seen_at for finding in run()] == [None]
