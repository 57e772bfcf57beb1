"""Two records of the same thing become one; nothing that pointed at the other is lost."""

import pytest
from django.core.exceptions import ValidationError

from news.models import Author, Tag
from publishing.merging import merge, reference_counts
from publishing.models import Event, Revision
from publishing.signals import changed
from tests.factories import make_article, make_author, make_source, make_tag, make_user
from tests.kinds import show

pytestmark = pytest.mark.django_db


def test_articles_of_both_tags_bear_the_one_that_stays():
    kept, gone, other = make_tag(), make_tag(), make_tag()
    one, both, none = make_article(tags=[gone]), make_article(tags=[gone, other, kept]), make_article(tags=[other])

    moved = merge(kept, [gone], by=make_user())

    assert set(one.tags.all()) == {kept}
    assert sorted(both.tags.values_list("pk", flat=True)) == [kept.pk, other.pk]
    assert list(none.tags.all()) == [other]
    assert moved == {"bài viết": 2, "bản lưu": 2}
    assert not Tag.objects.filter(pk=gone.pk).exists()


def test_authors_keep_their_order_and_nobody_stands_twice():
    kept, gone, other = make_author(), make_author(), make_author()
    cases = {(gone, other): [kept, other], (other, gone): [other, kept], (gone, other, kept): [other, kept]}
    articles = {make_article(authors=before): after for before, after in cases.items()}

    merge(kept, [gone], by=make_user())

    assert {article: list(article.authors.all()) for article in articles} == articles


def test_articles_of_a_source_move():
    kept, gone = make_source(), make_source()
    article, other = make_article(source=gone), make_article(source=make_source())

    merge(kept, [gone], by=make_user())

    article.refresh_from_db()
    assert article.source == kept
    assert other.source != kept


@pytest.mark.parametrize(("make", "name"), [(make_tag, "tags"), (make_author, "authors"), (make_source, "source")])
def test_saved_texts_name_the_one_that_stays(make, name):
    things = [make() for _ in range(12)]  # so that one key is part of another, 1 of 12
    gone, kept, rest = things[0], things[1], things[2:]
    lists = name != "source"
    articles = [make_article(**{name: [thing, gone, kept] if lists else thing}) for thing in [gone, *rest]]

    merge(kept, [gone], by=make_user())

    saved = [Revision.objects.of(article).get().content[name] for article in articles]
    expected = [[kept.pk], *([thing.pk, kept.pk] for thing in rest)] if lists else [kept.pk, *(one.pk for one in rest)]
    assert [sorted(one) if lists else one for one in saved] == [sorted(one) if lists else one for one in expected]


def test_many_saved_texts_are_looked_through_step_by_step(monkeypatch):
    monkeypatch.setattr("publishing.merging.REVISIONS_PER_QUERY", 2)
    kept, gone = make_tag(), make_tag()
    for _ in range(5):
        make_article(tags=[gone])

    assert reference_counts(gone) == merge(kept, [gone], by=make_user()) == {"bài viết": 5, "bản lưu": 5}


def test_what_the_one_that_stays_does_not_say_is_taken_from_the_other():
    user = make_user()
    kept, gone = make_author(name="Lê Nga", about=""), make_author(name="Le Nga", about="Nhà báo.", user=user)

    merge(kept, [gone], by=make_user())

    author = Author.objects.get()
    assert (author.name, author.about, author.user) == ("Lê Nga", "Nhà báo.", user)


def test_merging_is_recorded_and_announced_with_what_takes_the_place():
    kept, gone, user, heard = make_tag(name="Giám sát"), make_tag(name="Giam sat"), make_user(), []

    def listen(thing, deleted, successor=None, **kwargs):
        heard.append((str(thing), deleted, successor))

    changed.connect(listen)
    merge(kept, [gone], by=user)

    event = Event.objects.of(kept).get()
    assert (event.name, event.by, event.before["name"]) == ("merge", user, "Giam sat")
    assert "“Giam sat”" in event.note
    assert heard == [("Giam sat", True, kept), ("Giám sát", False, None)]


def test_who_merges_what_another_has_merged_is_told_so_and_nothing_changes():
    kept, gone, third = make_tag(), make_tag(), make_tag()
    merge(kept, [gone], by=make_user())

    with pytest.raises(ValidationError, match="người khác gộp hoặc xóa"):
        merge(gone, [kept, third], by=make_user())

    assert Tag.objects.count() == 2


def test_readers_are_sent_from_every_address_of_the_other(client):
    kept, gone = show(make_tag(slug="giu")), make_tag(slug="cu")
    gone.slug = "mat"
    gone.save()

    merge(kept, [gone], by=make_user())

    assert {client.get(f"/the/{slug}/rss/")["Location"] for slug in ("cu", "mat")} == {"/the/giu/rss/"}
