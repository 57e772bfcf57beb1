"""A million articles on a PostgreSQL, built once; the queries of pages over them, and their cost in CPU."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg2

from benchmarks.servers import HOUSE
from tests.postgresql import PostgreSQL

ROUNDS = 15
SQL = Path(__file__).parent
SHOWN = (
    "{page:30} {queries:2.0f} queries   database {database_cpu_ms:6.1f} ms (clock {database_ms:6.1f})   "
    "CPU {cpu_ms:5.1f} ms"
)


@contextmanager
def million(folder: Path):
    """Run the database in `folder`, made at the first time in some minutes; the environment of a portal over it."""
    built = folder / "built"
    if not built.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        folder.chmod(0o755)  # the database runs under another user
    server = PostgreSQL(folder)
    environment = {"DATABASE_URL": server.url, "DATA_DIR": str(folder / "site"), "SECRET_KEY": server.password * 2}
    environment |= {"WEB_CONCURRENCY": "1", "ALLOWED_HOSTS": "", "CACHE_URL": "", "VIEW_COOLDOWN": ""}
    try:
        prepare = [sys.executable, "manage.py", "prepare", "--demo"]
        subprocess.run(prepare, env={**os.environ, **environment}, cwd=HOUSE, check=True, stdout=subprocess.DEVNULL)
        if not built.exists():
            print("building a million articles, some minutes …", flush=True)
            run(server.url, (SQL / "million.sql").read_text())
            built.touch()
        yield environment
    finally:
        server.stop()


def run(url, script):
    """Run the statements of a script, each on its own: VACUUM cannot run in a transaction."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in re.sub(r"--.*", "", script).split(";"):
            if statement.strip():
                cursor.execute(statement)
    connection.close()


def some_articles(url, path: Path, count=100_000):
    """Write the addresses of articles to a file, one a line, spread over all the years."""
    connection = psycopg2.connect(url)
    with connection.cursor() as cursor:
        every = "SELECT slug, id FROM news_article WHERE id > 10000 AND state = 'published' AND id %% 9 = 0 LIMIT %s"
        cursor.execute(every, [count])
        path.write_text("".join(f"/bai-viet/{slug}-{pk}/\n" for slug, pk in cursor))
    connection.close()


def measure(environment):
    """Print and answer, for each page: queries, milliseconds in the database and of CPU, shared fragments warm.

    Every page is rendered, none is cached. The wall time of statements is the client's, waiting included.
    """
    os.environ.update(environment)
    from django.conf import settings
    from django.utils import timezone

    from portal.wsgi import application
    from tests.door import Door

    read = (SQL / "million_read.sql").read_text().format(today=timezone.localdate())
    run(environment["DATABASE_URL"], read)
    settings.PAGE_STORE_BYTES = 0
    application.open(housekeeping=False)
    door = Door(application)
    door.turn()
    try:
        rows = [row(name, lambda path=path: door.get(path)) for name, path in pages().items()]
        return [*rows, row("block: most read", most_read), *admin_rows()]
    finally:
        application.close()


def pages():
    """The addresses to measure, by what they are."""
    from news.models import Article, Author, Category, Source, Tag

    def deep(part):
        article = Article.objects.published().only("publish_at").get(pk=10_001 + part * 100)
        return f"?truoc={cursor_of(article)}"

    from publishing.paging import cursor_of

    category = Category.objects.exclude(slug="chuyen-muc-cu").first().get_absolute_url()
    article = Article.objects.published().get(pk=1_009_999)
    tag, author = (lambda pk: Tag.objects.get(pk=pk)), (lambda pk: Author.objects.get(pk=pk))
    addresses = {
        "home": "/",
        "latest": "/tin-tuc/",
        "latest, half way down": f"/tin-tuc/{deep(5_000)}",
        "latest, at the bottom": f"/tin-tuc/{deep(10)}",
        "category": category,
        "category, at the bottom": f"{category}{deep(100)}",
        "category silent for 18 years": "/chuyen-muc/chuyen-muc-cu/",
        "article": article.get_absolute_url(),
        "tag, 220,000 articles": tag(10_001).get_absolute_url(),
        "tag, 1,000 articles": tag(11_999).get_absolute_url(),
        "tag silent for 18 years": tag(10_020).get_absolute_url(),
        "author": author(10_001).get_absolute_url(),
        "author silent for 18 years": author(10_020).get_absolute_url(),
        "source": Source.objects.exclude(slug="nguon-cu").first().get_absolute_url(),
        "source silent for 18 years": "/nguon/nguon-cu/",
    }
    day = article.publish_at - timedelta(days=3_000)
    for name, form in (("year", "%Y"), ("month", "%Y/%m"), ("day", "%Y/%m/%d")):
        addresses[f"archive, {name}"] = f"/tin-tuc/{day:{form}}/"
    return addresses | {"feed": "/rss/", "site map": "/so-do/"}


def most_read():
    from news.most_read import most_read

    return most_read(5)


def admin_rows():
    """The lists of the admin, requested by a user who may see all, in one transaction that is rolled back."""
    from django.db import transaction
    from django.test import Client

    from portal.accounts.models import User

    with transaction.atomic():
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(User.objects.create_superuser("bench"))
        lists = {"": "", ", of a state": "?trang-thai=draft", ", searched": "?q=giam+sat"}
        rows = [
            row(f"admin list{name}", lambda query=query: client.get(f"/admin/news/article/{query}"))
            for name, query in lists.items()
        ]
        transaction.set_rollback(True)
    return rows


def row(name, ask):
    """Repeat the request; return medians, and the CPU time of the database's process for a page."""
    from django.db import connection

    took, figures = [], []

    def clock(execute, *arguments):
        began = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            took.append(time.perf_counter() - began)

    ask()
    statistic = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    used = database_cpu(statistic)
    with connection.execute_wrapper(clock):
        for _ in range(ROUNDS):
            took.clear()
            cpu = time.thread_time()
            answer = ask()
            figures.append((len(took), sum(took) * 1e3, (time.thread_time() - cpu) * 1e3))
            status = getattr(answer, "status", getattr(answer, "status_code", 200))
            if status != 200:
                raise SystemExit(f"{name}: {status}")
    found = dict(
        zip(("queries", "database_ms", "cpu_ms"), map(statistics.median, zip(*figures, strict=True)), strict=True)
    )
    found = {"page": name, **found, "database_cpu_ms": (database_cpu(statistic) - used) / ROUNDS}
    print(SHOWN.format(**found), flush=True)
    return found


def database_cpu(statistic: Path) -> float:
    """Milliseconds that the process has run (the kernel's sched-stats)."""
    return int(statistic.read_text().split()[0]) / 1e6
