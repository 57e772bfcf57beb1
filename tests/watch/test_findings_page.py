"""The page of what `watch` has found, and the command."""

import pytest
from django.db import connection

from news.models import Article
from portal.outbox.models import Letter
from portal.watch.models import Finding
from portal.watch.running import run
from publishing.models import Event
from tests.factories import make_article, make_user
from tests.portal.commands import run as run_command

PAGE = "/admin/watch/finding/"


def deface(article):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE news_article SET body = %s WHERE id = %s", ["<p>Hacked</p>", article.pk])


@pytest.fixture
def finding(db):
    deface(make_article(title="Ngày hội"))
    [found] = run()
    return found


def test_page_shows_what_was_found_and_who_has_looked(client, finding):
    user = make_user("watch.view_finding", last_name="Trần Thị", first_name="Mai")
    client.force_login(user)
    assert f'<a href="/admin/news/article/{Article.objects.get().pk}/change/">' in client.get(PAGE).text
    assert "nội dung khác với bản đã đăng; đang là “&lt;p&gt;Hacked&lt;/p&gt;”." in client.get(PAGE).text

    page = client.post(PAGE, {"finding": finding.pk}, follow=True).text

    assert "Trần Thị Mai" in page
    assert f'value="{finding.pk}"' not in page
    event = Event.objects.get(name="finding_seen")
    assert (event.by, event.thing_text) == (user, finding.place)


def test_finding_is_marked_once(client, finding):
    for _ in range(2):
        client.force_login(make_user("watch.view_finding"))
        client.post(PAGE, {"finding": finding.pk})

    assert Event.objects.filter(name="finding_seen").count() == 1


def test_administrators_get_a_letter_of_what_is_new_alone(db, settings):
    settings.SENDS_MAIL, settings.ADMINS = True, [("", "qt@tinh.vn")]
    deface(make_article(title="Ngày hội"))

    run()
    run()

    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == ("qt@tinh.vn", "Cổng có 1 điều bất thường mới")
    assert "“Ngày hội”: nội dung khác với bản đã đăng" in letter.text


def test_page_says_that_all_is_well_and_that_nobody_has_looked(client, db):
    client.force_login(make_user("watch.view_finding"))
    assert "Chưa kiểm tra lần nào" in client.get(PAGE).text

    run()

    assert "Không có gì bất thường." in client.get(PAGE).text


@pytest.mark.parametrize("chosen", ["", "0", "-1", "x", "9" * 30, "\x00"])
def test_finding_that_is_there_no_longer_is_told(client, finding, chosen):
    client.force_login(make_user("watch.view_finding"))

    assert "không còn trong danh sách" in client.post(PAGE, {"finding": chosen}).text
    assert not Event.objects.filter(name="finding_seen").exists()


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "options", "delete"])
def test_page_is_closed_to_others(client, finding, method):
    client.force_login(make_user("news.view_article"))

    assert getattr(client, method)(PAGE).status_code == 403
    assert Finding.objects.filter(seen_at=None).exists()


def test_command_prints_findings_and_ends_with_one_until_somebody_looks(transactional_db, tmp_path):
    article = make_article(title="Ngày hội")
    assert run_command(tmp_path, "watch").returncode == 0
    deface(article)

    process = run_command(tmp_path, "watch")
    assert process.returncode == 1
    assert f"[CHƯA XEM] Nội dung khác với nhật ký: bài viết số {article.pk} “Ngày hội”: nội dung" in process.said
    assert "1 điều bất thường, 1 điều chưa ai xem." in process.said
    Finding.objects.update(seen_at="2026-01-01T00:00Z", seen_by_text="Mai")

    process = run_command(tmp_path, "watch")
    assert (process.returncode, process.complained) == (0, "")
    assert "[đã xem, Mai]" in process.said
