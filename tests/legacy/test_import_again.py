import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from news.models import Article, Author, Category, Source
from portal.legacy.importing import MAX_FILE_BYTES
from portal.legacy.models import LegacyAddress
from publishing.models import Event
from tests.legacy.old_pages import old_html, old_page
from traffic.models import Generation, ViewTotal


@pytest.fixture
def saved(tmp_path):
    """Write a page to a file and answer its path."""

    def save(page, name="trang.txt"):
        (tmp_path / name).write_bytes(page)
        return tmp_path / name

    return save


def import_pages(*paths):
    out = StringIO()
    try:
        call_command("import_legacy", *paths, stdout=out, stderr=out)
    except CommandError as error:
        return f"{out.getvalue()}{error} ({error.returncode})"
    return out.getvalue()


@pytest.mark.django_db
def test_second_run_changes_nothing_and_says_so(saved):
    path = saved(old_page())
    import_pages(path)
    before = [
        list(model.objects.values()) for model in (Article, Author, Source, Category, ViewTotal, Generation, Event)
    ]

    printed = import_pages(path)

    after = [
        list(model.objects.values()) for model in (Article, Author, Source, Category, ViewTotal, Generation, Event)
    ]
    assert after == before
    assert "trang.txt: đã nhập trước đây, không đổi gì." in printed
    assert "Đã nhập 0 trang, 1 trang không đổi, 0 tệp bị từ chối." in printed


@pytest.mark.django_db
def test_text_an_editor_has_changed_is_never_overwritten(saved):
    import_pages(saved(old_page()))
    article = Article.objects.get()
    article.title, article.body = "Tên do biên tập viên đặt", "<p>Đã sửa.</p>"
    article.save()

    printed = import_pages(saved(old_page()), saved(old_page(dateline="Ngày đăng: 5/3/2019 - Lượt xem: 9"), "lai.txt"))

    article = Article.objects.get()
    assert (article.title, article.body) == ("Tên do biên tập viên đặt", "<p>Đã sửa.</p>")
    assert ViewTotal.objects.get().base == 1234
    assert "2 trang không đổi" in printed


@pytest.mark.django_db
def test_same_page_in_two_files_of_one_run_goes_in_once(saved):
    html = old_html(body="<p>Một</p>")

    printed = import_pages(saved(html, "a.html"), saved(old_page(body="Một"), "b.txt"), saved(html, "a.html"))

    assert Article.objects.count() == LegacyAddress.objects.count() == 1
    assert "Đã nhập 1 trang, 2 trang không đổi" in printed


@pytest.mark.django_db
def test_what_cannot_be_imported_is_named_with_its_reason_and_the_rest_goes_in(saved, tmp_path):
    refused = {
        saved(b"Ghi ch\xc3\xba", "ghi-chu.txt"): "Không có dòng nào bắt đầu bằng “Ngày đăng:”.",
        saved(old_page(title="T" * 301), "dai.txt"): "Tiêu đề dài 301 ký tự, nhiều nhất là 300.",
        saved(old_page(byline=f"Tác giả: {'T' * 121}"), "ten.txt"): "Tên tác giả dài 121 ký tự, nhiều nhất là 120.",
        saved(old_page(byline=f"Nguồn: {'T' * 161}"), "nguon.txt"): "Tên nguồn dài 161 ký tự, nhiều nhất là 160.",
        saved(old_page(dateline="Ngày đăng: 05/03/2999"), "mai.txt"): "Ngày đăng 05/03/2999 còn ở phía trước.",
        saved(old_page(body="chữ " * 300_000), "than.txt"): "Thân bài dài hơn 1 MB.",
        saved(old_html(body='<p style="display:none">ẩn</p>'), "an.html"): "Thân bài không có gì đọc được.",
        saved(b"\n" * (MAX_FILE_BYTES + 1), "lon.txt"): "Tệp lớn hơn 5 MB",
        tmp_path / "khong-co.txt": "Không có tệp này.",
        tmp_path: "Đây là thư mục; hãy ghi tên các tệp trong đó.",
    }

    printed = import_pages(*refused, saved(old_page(), "tot.txt"))

    assert [f"{path}: {reason}" for path, reason in refused.items() if f"{path}: {reason}" not in printed] == []
    assert "Đã nhập 1 trang, 0 trang không đổi, 10 tệp bị từ chối." in printed
    assert printed.endswith("10 tệp không nhập được, xem lý do ở trên. (1)")
    assert Article.objects.count() == Category.objects.count() == 1


def test_database_that_is_not_ready_is_said_in_one_sentence(saved, tmp_path):
    command = [sys.executable, settings.BASE_DIR / "manage.py", "import_legacy", saved(old_page())]
    environment = {"DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/trong.sqlite3"}

    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "hãy chạy “manage.py migrate”" in done.stderr
    assert "Traceback" not in done.stderr
