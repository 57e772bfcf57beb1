"""Hosts that contents link to for the first time."""

import pytest
from django.db import connection

from portal.watch.hosts import hosts_in
from portal.watch.models import Finding, KnownHost
from portal.watch.running import run
from publishing.models import State
from tests.factories import make_announcement, make_article, make_link, make_menu_item, make_user
from tests.portal.commands import run as run_command
from tests.watch.written_past import article_to

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ('<a href="https://www.Bao.VN/x">', {"bao.vn"}),
        ('<a href="//x.vn">, <img src=/\\y.vn>', {"x.vn", "y.vn"}),
        ("http://a@b.vn:81/ và http://1.2.3.4/", {"b.vn", "1.2.3.4"}),
        ("/bai-viet/a-1/ https://127.0.0.1:8000/x http://localhost/ mailto:a@b.vn 1//2", set()),
    ],
)
def test_hosts_of_a_text(text, hosts):
    assert hosts_in(text) == hosts


def test_hosts_that_are_there_at_first_are_known_and_later_ones_are_found():
    article_to("cu.vn", state=State.PUBLISHED), make_link(url="https://danhba.vn/")
    article_to("nhap.vn", state=State.DRAFT)
    assert run() == []
    assert {*KnownHost.objects.values_list("host", flat=True)} == {"cu.vn", "danhba.vn"}

    (
        article_to("moi.vn", state=State.PUBLISHED),
        make_announcement(url="https://x.vn/"),
        make_menu_item(url="https://y.vn/", title="Y"),
    )

    assert sorted(finding.host for finding in run() if finding.kind == "host") == ["moi.vn", "x.vn", "y.vn"]


def test_host_that_somebody_has_seen_is_known(client):
    run()
    article_to("moi.vn", state=State.PUBLISHED)
    run()
    client.force_login(make_user(is_superuser=True))

    client.post("/admin/watch/finding/", {"finding": Finding.objects.get().pk})

    assert run() == []
    assert KnownHost.objects.filter(host="moi.vn").exists()


def test_spam_and_hidden_markup_in_live_text_are_found():
    article = make_article()
    body = "<p style='display:none'>Nhà cái uy tín kubet, đăng ký nhận 88k</p>"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE news_article SET body = %s WHERE id = %s", [body, article.pk])

    assert {finding.kind for finding in run()} == {"text", "spam", "hidden"}


def test_hosts_that_are_there_when_the_portal_is_set_up_are_known(transactional_db, tmp_path):
    article_to("cu.vn", state=State.PUBLISHED)

    assert run_command(tmp_path, "prepare").returncode == 0

    assert [known.host for known in KnownHost.objects.all()] == ["cu.vn"]
