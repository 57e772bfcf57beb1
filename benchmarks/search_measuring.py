"""One database filled, indexed and asked; `benchmarks.search_cost` starts this with the environment of each."""

import itertools
import json
import os
import sys
import time
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- Django comes first
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402

from benchmarks import search_corpus as source  # noqa: E402
from news.models import Article, Category  # noqa: E402
from portal.search.indexing import on_changed  # noqa: E402
from portal.search.models import Entry, KindNumber, filter_tokens  # noqa: E402
from portal.search.sort_keys import EPOCH, sort_key_of  # noqa: E402
from tests.factories import make_article  # noqa: E402
from traffic.edition import Edition  # noqa: E402
from traffic.fragment_cache import EDITION_KEY  # noqa: E402

ROUNDS = 7
NO_QUERY = ("BEGIN", "COMMIT", "SELECT pg_backend_pid()")
READERS = itertools.count()
SAME_EDITION = Edition(generation=0, ends_at=float("inf"))  # menu, sidebar, footer are cached, as by the front door
TABLES = "CREATE UNLOGGED TABLE {name} (n integer PRIMARY KEY, text text, tokens tsvector)"
FILL = """
    WITH numbered AS (
        SELECT n::bigint AS number, {begin} + n::bigint * {span} / {count} AS second,
            CASE WHEN n % 1000 = 500 THEN {rare} ELSE n % {categories} + 1 END AS category
        FROM generate_series({first}, {last}) AS n
    )
    INSERT INTO search_entry (id, kind, thing_id, category_id, publish_at, address, title, text, tokens)
    SELECT {place}, 'news.article', number, category, to_timestamp(second),
        '/bai-viet/bai-so-' || number || '-' || number || '/',
        title.text, concat_ws(E'\n', {texts}),
        ('%news.article @' || to_char(to_timestamp(second) AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMM') || ' #'
            || category)::tsvector || title.tokens || {tokens}
    FROM numbered JOIN bench_title AS title ON title.n = number * 7919 % {titles} {joins}
"""
QUERIES = {
    "uncommon word, in 0.7 % of the texts": {"q": "khuân"},
    "chính quyền": {"q": "chính quyền"},
    "chinh quyen": {"q": "chinh quyen"},
    "đại đoàn kết": {"q": "đại đoàn kết"},
    "dai doan ket": {"q": "dai doan ket"},
    "phản biện xã hội": {"q": "phản biện xã hội"},
    "phan bien xa hoi": {"q": "phan bien xa hoi"},
    '"mặt trận tổ quốc"': {"q": '"mặt trận tổ quốc"'},
    "quoted, common words, in no title": {"q": '"của tỉnh được"'},
    "word in nearly every text (của)": {"q": "của"},
    "no result (one nonsense word)": {"q": "qwrtz"},
    "no result of all words: in part": {"q": "mặt trận qwrtz đoàn kết"},
    "five common words": {"q": "của người trong được những"},
    "uncommon and common": {"q": "khuân của"},
    "leaving out": {"q": "mặt trận -tỉnh"},
    "one slip": {"q": "dai doam ket"},
    "category 8 %": {"q": "chính quyền", "chuyen-muc": "muc-3"},
    "category 0.1 %": {"q": "chính quyền", "chuyen-muc": "muc-13"},
    "category 0.1 %, five common words": {"q": "của người trong được những", "chuyen-muc": "muc-13"},
    "year 2018": {"q": "chính quyền", "tu": "01/01/2018", "den": "31/12/2018"},
    "ten days of 2018": {"q": "chính quyền", "tu": "01/03/2018", "den": "10/03/2018"},
    "category and year": {"q": "chính quyền", "chuyen-muc": "muc-3", "tu": "01/01/2018", "den": "31/12/2018"},
    "40 words": {"q": "mặt trận tổ quốc " * 10},
}


def main(count):
    setup_test_environment()  # for the context of an answer
    corpus = source.Corpus()
    print(f"\n{connection.vendor}, {count:,} entries")
    call_command("migrate", verbosity=0)
    built = settings.DATA_DIR / "built"
    if not built.exists():
        Entry.objects.all().delete(), Category.objects.all().delete()  # what a run broken off has left
        for number in range(1, source.CATEGORIES + 2):
            Category.objects.create(pk=number, name=f"Mục {number}", slug=f"muc-{number}")
        (fill_postgresql if connection.vendor == "postgresql" else fill_sqlite)(corpus, count)
        remember_syllables(corpus)
        built.touch()
    print("milliseconds of a page, median (least to most) of", ROUNDS, "- of processor time - queries")
    rows = []
    for name, query in QUERIES.items():
        rows += [row(name, query), row(f"  {name}, newest", {**query, "xep": "moi-nhat"})]
    rows += [deep("chính quyền"), writing(corpus)]
    (settings.DATA_DIR / "rows.json").write_text(json.dumps(rows))


def timed(what):
    class Timed:
        def __enter__(self):
            self.begun = time.perf_counter()

        def __exit__(self, *error):
            print(f"{what}: {time.perf_counter() - self.begun:.0f} s", flush=True)

    return Timed()


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


def fill_postgresql(corpus, count):
    execute("SET statement_timeout = 0")
    execute("DROP INDEX search_entry_tokens; ALTER TABLE search_entry SET UNLOGGED")
    for name, rows in (("paragraph", source.paragraph_rows(corpus)), ("title", source.title_rows(corpus))):
        execute(TABLES.format(name=f"bench_{name}"))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO bench_{name} VALUES (%s, %s, %s)", rows)
    execute("ANALYZE bench_paragraph; ANALYZE bench_title; SET enable_nestloop = off")
    with timed("filling the table"):
        for first in range(0, count, 50_000):
            execute(fill_statement(first, min(first + 50_000, count) - 1, count))
    with timed("building the index"):
        execute("""CREATE INDEX search_entry_tokens ON search_entry USING gin (tokens) WITH (fastupdate = off)""")
    with timed("VACUUM ANALYZE"):
        execute("VACUUM ANALYZE search_entry")
    execute("SET enable_nestloop = on; RESET statement_timeout")
    for what in (
        "pg_relation_size('search_entry')",
        "pg_table_size('search_entry')",
        "pg_relation_size('search_entry_tokens')",
    ):
        print(what, f"{execute(f'SELECT {what}')[0][0] / 2**20:,.0f} MB")


def fill_statement(first, last, count):
    numbers = range(source.IN_A_TEXT)
    begin, end = int(source.BEGIN.timestamp()), int(source.END.timestamp())
    join = "JOIN bench_paragraph AS p{0} ON p{0}.n = (number * (7927 + 2 * {0}) + {0} * 104729) % {1}"
    return FILL.format(
        begin=begin,
        span=end - begin,
        count=count,
        first=first,
        last=last,
        rare=source.CATEGORIES + 1,
        categories=source.CATEGORIES,
        titles=source.TITLES,
        place=source.place_sql(),
        texts=", ".join(f"p{number}.text" for number in numbers),
        tokens=" || ".join(f"p{number}.tokens" for number in numbers),
        joins=" ".join(join.format(number, source.PARAGRAPHS) for number in numbers),
    )


def fill_sqlite(corpus, count):
    paragraphs, titles = source.paragraph_rows(corpus), source.title_rows(corpus)
    kind = KindNumber.objects.number_of(Article)
    with timed("filling table and index"):
        for first in range(0, count, 1000):
            Entry.objects.bulk_create(
                entry(number, count, kind, paragraphs, titles) for number in range(first, min(first + 1000, count))
            )
    with timed("optimising the index"):
        execute("INSERT INTO search_words(search_words) VALUES ('optimize')")
    execute("ANALYZE")
    print(
        f"whole file {execute('PRAGMA page_count')[0][0] * 4096 / 2**20:,.0f} MB, index "
        f"{execute('SELECT sum(length(block)) FROM search_words_data')[0][0] / 2**20:,.0f} MB"
    )


def entry(number, count, kind, paragraphs, titles):
    title, chosen = source.parts(number)
    moment = EPOCH + source.dt.timedelta(seconds=source.second(number, count))
    found = filter_tokens("news.article", source.category(number), moment)
    found += [*titles[title][2].split(), *(token for part in chosen for token in paragraphs[part][2].split())]
    return Entry(
        pk=sort_key_of(kind, number, moment),
        kind="news.article",
        thing_id=number,
        category_id=source.category(number),
        publish_at=moment,
        address=f"/bai-viet/bai-so-{number}-{number}/",
        title=titles[title][1],
        text="\n".join(paragraphs[part][1] for part in chosen),
        tokens=" ".join(dict.fromkeys(found)),
    )


def remember_syllables(corpus):
    from portal.search.indexing import _add_syllables

    _add_syllables([Entry(title=title) for title in corpus.titles])


def ask(query):
    """A page for a reader of another address each time, since one may not ask more than 120 times a minute."""
    number = next(READERS)
    client = Client(REMOTE_ADDR=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", **{EDITION_KEY: SAME_EDITION})
    begun, used = time.perf_counter(), cpu()
    answer = client.get("/tim-kiem/", query)
    return answer, (time.perf_counter() - begun) * 1000, (cpu() - used) * 1000


def cpu():
    """Seconds that this process and its backend have been on a processor, to the microsecond."""
    pids = ["self", execute("SELECT pg_backend_pid()")[0][0]] if connection.vendor == "postgresql" else ["self"]
    return sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in pids) / 1e9


def row(name, query):
    answer, *_ = ask(query)
    queries = queries_of(query)
    found, times = answer.context["found"], [ask(query)[1:] for _ in range(ROUNDS)]
    walls, cpus = zip(*times, strict=True)
    hits = "out of time" if found.timed_out else f"{found.count} hits{' in part' if found.is_partial else ''}"
    print(f"{name:45} {show(walls)}   CPU {show(cpus)}   {queries} queries   {hits}", flush=True)
    return {"page": name.strip(), "ms": walls, "cpu_ms": cpus, "queries": queries, "hits": hits}


def show(times):
    return f"{median(times):7.1f} ({min(times):6.1f} to {max(times):6.1f})"


def queries_of(query):
    with CaptureQueriesContext(connection) as asked:
        ask(query)
        return len([one for one in asked if not one["sql"].startswith(NO_QUERY)])


def deep(words, pages=100):
    query, times = {"q": words}, []
    for _ in range(pages):
        answer, took, _ = ask(query)
        times.append(took)
        if not (next_cursor := answer.context["found"].next_cursor):
            break
        query = {"q": words, "truoc": next_cursor}
    print(f"{'page after page, ' + str(len(times)):45} {show(times)}", flush=True)
    return {"page": "page after page", "ms": times}


def writing(corpus):
    walls, cpus = [], []
    for number in range(30):
        body = "".join(f"<p>{text}</p>" for text in corpus.chance.sample(corpus.paragraphs, source.IN_A_TEXT))
        article = make_article(title=corpus.titles[number], body=body, category_id=1)
        begun, used = time.perf_counter(), cpu()
        on_changed(Article, article, deleted=False)
        walls.append((time.perf_counter() - begun) * 1000)
        cpus.append((cpu() - used) * 1000)
    print(f"{'writing an entry':45} {show(walls)}   CPU {show(cpus)}", flush=True)
    return {"page": "writing an entry", "ms": walls, "cpu_ms": cpus}


if __name__ == "__main__":
    main(int(sys.argv[1]))
