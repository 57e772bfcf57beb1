from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.core.management import call_command
from django.db import connection

from portal.links.models import Link
from portal.search import indexing
from portal.search.models import Entry
from publishing.models import Publishable
from tests.factories import make_article, make_author, make_link, make_link_group, make_programme, make_tag, make_video

pytestmark = pytest.mark.django_db


@pytest.fixture
def links():
    group = make_link_group()
    return [make_link(group=group) for _ in range(6)]


def everything():
    return list(Entry.objects.order_by("pk").values_list(*[field.attname for field in Entry._meta.concrete_fields]))


def test_rebuild_mends_whatever_is_wrong_and_changes_nothing_else(capsys, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
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
def broken_off(monkeypatch):
    """A rebuild that was stopped after two batches; answers the keys that were done."""
    monkeypatch.setattr(indexing, "BATCH", 2)
    renew, done = indexing._renew, []

    def stop(model, pks):
        if len(done) == 2:
            raise KeyboardInterrupt
        renew(model, pks)
        done.append(pks)

    monkeypatch.setattr(indexing, "_renew", stop)
    with pytest.raises(KeyboardInterrupt):
        call_command("rebuild_search")
    monkeypatch.setattr(indexing, "_renew", renew)
    return [pk for pks in done for pk in pks]


@pytest.mark.parametrize(("options", "number"), [({}, 2), ({"anew": True}, 6)])
def test_rebuild_goes_on_where_it_was_broken_off(capsys, links, broken_off, options, number):
    Entry.objects.all().delete()

    call_command("rebuild_search", **options)

    assert Entry.objects.of_model(Link).count() == number
    assert ("Làm tiếp" in capsys.readouterr().out) == (number == 2)
    call_command("rebuild_search")
    assert Entry.objects.of_model(Link).count() == 6


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_rebuild_waits_for_a_text_that_is_being_saved(monkeypatch):
    article = make_article(title="Chim sẻ")
    entry_of, rivals = Publishable.entry_if_out, []

    def save_meanwhile(thing, **particulars):
        monkeypatch.setattr(Publishable, "entry_if_out", entry_of)
        rivals.append(pool.submit(retitle, article))
        wait(rivals, timeout=1)  # it would be done by then, did nothing hold it up
        return entry_of(thing, **particulars)

    monkeypatch.setattr(Publishable, "entry_if_out", save_meanwhile)
    with ThreadPoolExecutor() as pool:
        call_command("rebuild_search", verbosity=0)
        rivals[0].result(timeout=20)

    assert Entry.objects.get(kind="news.article").title == "Chim sâu"


def retitle(article):
    try:
        article.title = "Chim sâu"
        article.save()
    finally:
        connection.close()
