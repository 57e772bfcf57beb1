import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from django.db.models.signals import pre_save

from news.models import Article, Author, Category, Source
from portal.legacy.importing import import_page
from portal.legacy.page_parser import parse
from tests.legacy.old_pages import old_page
from tests.running_site import database_url


@pytest.mark.django_db(transaction=True)
def test_two_processes_import_the_same_pages_once(tmp_path):
    paths = [tmp_path / f"trang-{number}.txt" for number in range(12)]
    for path in paths:
        path.write_bytes(old_page(title=f"Bài {path.stem}"))
    command = [sys.executable, settings.BASE_DIR / "manage.py", "import_legacy", *paths]
    environment = {"DATA_DIR": str(tmp_path), "DATABASE_URL": database_url(), "SECRET_KEY": settings.SECRET_KEY}

    both = [subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.PIPE, text=True) for _ in "ab"]
    printed = "".join(process.communicate(timeout=60)[0] for process in both)

    assert [process.returncode for process in both] == [0, 0]
    assert printed.count("/bai-viet/") == printed.count("đã nhập trước đây") == Article.objects.count() == 12
    assert Author.objects.count() == Source.objects.count() == Category.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_page_that_another_process_imports_in_the_same_moment_is_unchanged():
    page = parse(old_page(), "trang.txt")
    rivals = []

    def win(**kwargs):
        pre_save.disconnect(win, sender=Category)
        with ThreadPoolExecutor() as pool:
            rivals.append(pool.submit(import_by_another, page).result(timeout=20))

    pre_save.connect(win, sender=Category)

    assert import_page(page, category="Tin tức") is None
    assert list(Article.objects.all()) == rivals
    assert Category.objects.count() == 1


def import_by_another(page):
    try:
        return import_page(page, category="Tin tức")
    finally:
        connection.close()
