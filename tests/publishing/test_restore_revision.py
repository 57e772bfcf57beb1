"""Any saved text can be restored; deleted objects that it refers to are listed."""

import pytest
from django.core.exceptions import ValidationError

from news.models import Article
from publishing import saving
from publishing.models import Event, Revision
from tests.factories import lose, make_article, make_author, make_category, make_image, make_tag, make_user, make_video
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user(*ALL)


def first(thing):
    return Revision.objects.of(thing).order_by("pk").first()


def test_draft_takes_its_old_text_and_relations_back(user):
    an, binh = make_author(), make_author()
    article = make_article(state="draft", title="Một", authors=[binh, an])
    article = write(article, by=user, title="Hai", relations={"authors": [an]})

    article, missing = saving.restore_revision(article, first(article), by=user)

    article.refresh_from_db()
    assert (article.title, list(article.authors.all()), missing) == ("Một", [binh, an], [])
    assert Event.objects.of(article).last().name == "take_up"


def test_live_text_is_left_alone(user):
    article = write(make_article(title="Một"), by=user, title="Hai")
    video = write(make_video(title="Một", issue_month=None), by=user, title="Hai")

    for thing in (article, video):
        saving.restore_revision(thing, first(thing), by=user)
        thing.refresh_from_db()
        assert (thing.title, thing.edit_state) == ("Một", "draft")
        assert Revision.objects.of(thing).last().content["title"] == "Một"


def test_picture_and_tag_that_are_gone_are_named_and_left_empty(user):
    image, tag = make_image(title="Ảnh hội nghị"), make_tag(name="Hội nghị")
    article = make_article(state="draft", lead_image=image, tags=[tag])
    article = write(article, by=user, lead_image=None, relations={"tags": []})
    lose(image)
    tag.delete()

    article, missing = saving.restore_revision(article, first(article), by=user)

    assert (article.lead_image, article.tags.count()) == (None, 0)
    assert [str(one) for one in missing] == ["Ảnh chính: Ảnh hội nghị", "Thẻ: Hội nghị"]


def test_category_that_is_gone_refuses_and_changes_nothing(user):
    category = make_category(name="Chuyên mục bỏ")
    article = make_article(state="draft", title="Một", category=category)
    article = write(article, by=user, title="Hai", category=make_category())
    category.delete()

    with pytest.raises(ValidationError, match="Chuyên mục: Chuyên mục bỏ không còn nữa"):
        saving.restore_revision(article, first(article), by=user)

    article.refresh_from_db()
    assert article.title == "Hai"


def test_text_of_an_older_shape_is_brought_to_the_one_of_today(user, monkeypatch):
    article = make_article(state="draft", title="Một")
    Revision.objects.of(article).update(content={"heading": "Tên xưa"})
    monkeypatch.setattr(Article, "revision_schema", 2)
    monkeypatch.setattr(Article, "revision_upgrades", {1: lambda content: {"title": content["heading"]}})

    article, _ = saving.restore_revision(article, first(article), by=user)

    assert article.title == "Tên xưa"


def test_text_of_a_shape_nobody_knows_is_refused_with_words(user, monkeypatch):
    article = make_article(state="draft")
    monkeypatch.setattr(Article, "revision_schema", 2)

    with pytest.raises(ValidationError, match="mẫu khác"):
        saving.restore_revision(article, first(article), by=user)
