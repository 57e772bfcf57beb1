from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from portal.links.models import Link
from portal.search.indexing import BATCH_SIZE
from portal.search.models import Entry
from tests.factories import make_article, make_author, make_link, make_link_group, make_programme, make_tag, make_video

pytestmark = pytest.mark.django_db


LEFT = 2  # links that are not written when a rebuild is broken off


def everything():
    return list(Entry.objects.order_by("pk").values_list(*[field.attname for field in Entry._meta.concrete_fields]))


def test_rebuild_mends_whatever_is_wrong_and_changes_nothing_else(capsys):
    things = [make_article(), make_article(), make_article(), make_video(), make_programme(), make_link()]
    draft, right = make_article(state="draft"), everything()
    entries = Entry.objects.filter(thing_id=things[0].pk)
    entries.update(text="sai", address="/sai/")
    for pk, (kind, thing_id) in enumerate([("news.article", draft.pk), ("news.article", 10**9), ("gone.model", 1)]):
        Entry.objects.create(pk=pk, kind=kind, thing_id=thing_id)

    call_command("rebuild_search")

    assert everything() == right
    assert "Đã lập dữ liệu tìm kiếm: 10 mục." in capsys.readouterr().out


def test_rebuild_makes_all_entries_of_a_database_without_any():
    article = make_article()
    things = [article, article.category, make_video(), make_programme(), make_link(), make_tag(), make_author()]
    Entry.objects.all().delete()

    call_command("rebuild_search", verbosity=0)

    assert sorted(Entry.objects.values_list("title", flat=True)) == sorted(map(str, things))


@pytest.fixture
def broken_off():
    """A rebuild that has lost the database at its third batch of links; answers how many there are."""
    group, number = make_link_group(), 2 * BATCH_SIZE + LEFT
    Link.objects.bulk_create(Link(title=f"Cơ quan {n}", url=f"https://{n}.vn/", group=group) for n in range(number))
    last = Link.objects.latest("pk")

    def execute(run, sql, parameters, *rest):
        if sql.startswith("INSERT") and last.url in str(parameters):
            raise OperationalError
        return run(sql, parameters, *rest)

    with connection.execute_wrapper(execute), pytest.raises(OperationalError):
        call_command("rebuild_search")
    return number


@pytest.mark.django_db(transaction=True)  # what fails in a batch would else undo the whole test
@pytest.mark.parametrize("is_anew", [False, True], ids=["on", "anew"])
def test_rebuild_goes_on_where_it_was_broken_off(capsys, broken_off, is_anew):
    Entry.objects.all().delete()

    call_command("rebuild_search", anew=is_anew)

    assert Entry.objects.of_model(Link).count() == (broken_off if is_anew else LEFT)
    assert ("Làm tiếp" in capsys.readouterr().out) != is_anew
    call_command("rebuild_search")
    assert Entry.objects.of_model(Link).count() == broken_off


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_rebuild_waits_for_a_text_that_is_being_saved():
    article, rivals = make_article(title="Chim sẻ"), []

    def save_meanwhile(run, sql, *arguments):
        answer = run(sql, *arguments)
        if '"news_article"."title"' in sql and not rivals:  # the text has been read, and is not written yet
            rivals.append(pool.submit(retitle, article))
            wait(rivals, timeout=1)  # it would be done by then, did nothing hold it up
        return answer

    with ThreadPoolExecutor() as pool, connection.execute_wrapper(save_meanwhile):
        call_command("rebuild_search", verbosity=0)
        rivals[0].result(timeout=20)

    assert Entry.objects.get(kind="news.article").title == "Chim sâu"


def retitle(article):
    try:
        article.title = "Chim sâu"
        article.save()
    finally:
        connection.close()
