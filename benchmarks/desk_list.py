"""How long the desk's list, its form, its front page and the picture library take over many rows on PostgreSQL.

`nice python -m benchmarks.desk_list [ARTICLES]` starts a PostgreSQL of its own, makes that many articles (100,000) with
a revision each and 50,000 pictures, and prints the median of some requests in server time, with the number of
queries.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from tests.postgresql import PostgreSQL

MANY = 100_000
PICTURES = 50_000
WRITERS = 20
TIMES = 15
BATCH = 5_000
STATES = ["published"] * 90 + ["draft"] * 4 + ["in_review"] * 2 + ["approved"] * 2 + ["withdrawn"] * 2


def fill(many):
    """Make articles with one revision each, without announcements, since there are no readers here."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone

    from news.models import Article
    from publishing.models import Revision
    from tests.factories import make_category, make_user

    now, kind = timezone.now(), ContentType.objects.get_for_model(Article)
    categories, writers = [make_category() for _ in range(20)], [make_user() for _ in range(WRITERS)]
    for start in range(0, many, BATCH):
        articles = []
        for number in range(start, min(start + BATCH, many)):
            state = STATES[number % len(STATES)]
            at = now - timedelta(minutes=5 * (many - number)) if state in {"published", "withdrawn"} else None
            text = {"title": f"Bài viết số {number}", "slug": f"bai-{number}", "body": "<p>Nội dung.</p>" * 60}
            category = categories[number % len(categories)]
            articles.append(Article(state=state, publish_at=at, category=category, folded=f"bai viet {number}", **text))
        for article in Article._base_manager.bulk_create(articles):
            article.saved = Revision(
                content_type=kind,
                object_id=article.pk,
                content={"title": article.title},
                schema=1,
                state=article.state,
                by=writers[article.pk % WRITERS],
            )
        Revision.objects.bulk_create(article.saved for article in articles)


def fill_library():
    """Make pictures over four years, each with the files of one."""
    from django.db import connection

    from media_library.models import Image
    from tests.factories import make_image

    one = make_image()
    made = {
        "file": one.file.name,
        "width": one.width,
        "height": one.height,
        "renditions": one.renditions,
        "alt": one.alt,
    }
    for start in range(0, PICTURES, BATCH):
        numbers = range(start, start + BATCH)
        Image._base_manager.bulk_create(
            Image(title=f"Ảnh số {number}", folded=f"anh so {number}", **made) for number in numbers
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE media_library_image SET created_at = now() - (%s - id) * interval '42 minutes'", [PICTURES]
        )


def measure(many):
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.factories import make_user

    call_command("migrate", verbosity=0)
    fill(many)
    fill_library()
    connection.cursor().execute("VACUUM ANALYZE")
    client = Client()
    client.force_login(make_user(is_superuser=True))
    for path in paths_asked(many):
        spent = []
        for _ in range(TIMES):
            with CaptureQueriesContext(connection) as queries:
                start = time.perf_counter()
                answer = client.get(f"/admin/{path}")
                spent.append(time.perf_counter() - start)
            assert answer.status_code == 200, path
        print(f"/admin/{path:45} {statistics.median(spent) * 1000:7.0f} ms {len(queries):4} queries")


def paths_asked(many):
    """The addresses below /admin/ that are measured."""
    from media_library.models import Image
    from news.models import Article
    from publishing.models import Revision

    middle = Article.objects.order_by("pk")[many // 2].pk
    paths = ["", "news/article/", "news/article/?trang-thai=draft", "news/article/?p=40", "news/article/?q=so+777"]
    one = Revision.objects.order_by("pk").values_list("by_id", flat=True)[0]
    asked = ["viec=to-publish", "viec=mine", f"nguoi-viet={one}", "ngay=hom-qua", "dang-co=ban-sua", "anh=chua"]
    paths += [*(f"news/article/?{each}" for each in asked), "tim/?q=so+777", "tim/?q=khong+co"]
    paths += [f"news/article/{middle}/change/", f"news/article/{middle}/history/", "lich/", "thung-rac/"]
    library, old = "media_library/image", Image.objects.order_by("pk")[PICTURES // 2].pk
    month = Image.objects.get(pk=old).created_at
    paths += [f"{library}/", f"{library}/?p=40", f"{library}/?q=so+777", f"{library}/{old}/change/"]
    choose = f"{library}/choose/"
    return [*paths, choose, f"{choose}?truoc={old}", f"{choose}?q=so+777", f"{choose}?thang={month:%Y-%m}"]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        Path(folder).chmod(0o755)
        own = Path(folder) / "postgresql"
        own.mkdir()
        server = PostgreSQL(own)
        os.environ |= {"DATABASE_URL": server.url, "SECRET_KEY": "bench-" * 10, "DATA_DIR": folder}
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
        import django

        django.setup()
        from django.test.utils import setup_test_environment

        setup_test_environment()
        try:
            measure(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
        finally:
            server.stop()
