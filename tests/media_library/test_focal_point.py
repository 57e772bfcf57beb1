"""A lead picture cut for one article otherwise than everywhere else."""

import subprocess

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection

from tests.desk.forms import opened, sent
from tests.factories import make_article, make_image, make_user
from tests.media_library import samples
from tests.seo.page_head import head_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(media_root):
    return make_image(file=ContentFile(samples.picture(size=(900, 400)), name="anh.jpg"), alt="Bến")


@pytest.fixture
def editor(client):
    client.force_login(make_user(is_superuser=True))
    return client


def on_disk():
    return {str(path.relative_to(settings.MEDIA_ROOT)) for path in settings.MEDIA_ROOT.rglob("*-10-90-*")}


def give_own_crop(editor, article, point="10-90"):
    return sent(editor, article, opened(editor, article), lead_focus=point)


def test_cards_and_previews_of_that_article_alone_show_its_crop(client, editor, image):
    first, second = make_article(lead_image=image, state="draft"), make_article(lead_image=image)
    give_own_crop(editor, first)
    first.refresh_from_db()
    first.state, first.publish_at = "published", second.publish_at
    first.save()

    page = client.get("/tin-tuc/").text

    own, others = image.responsive("card").address(240), first.lead_image.responsive("card", "10-90").address(240)
    assert own != others
    assert own in page
    assert others in page
    assert "social-10-90-" in head_of(client, first.get_absolute_url()).meta["og:image"][0]
    assert "social-50-50-" in head_of(client, second.get_absolute_url()).meta["og:image"][0]


def test_files_are_there_when_the_form_is_saved_and_the_whole_picture_is_not_made_twice(editor, image):
    article = make_article(lead_image=image, state="draft")

    give_own_crop(editor, article)

    image.refresh_from_db()
    assert (
        settings.MEDIA_ROOT / image.responsive("lead", "10-90").address(480, "avif").removeprefix("/media/")
    ).exists()
    assert not any("/full-" in name for name in on_disk())


def test_edit_of_a_live_article_changes_its_crop_when_it_goes_out(editor, image):
    article = make_article(lead_image=image)

    give_own_crop(editor, article)

    article.refresh_from_db()
    assert (article.lead_focus, opened(editor, article)["lead_focus"]) == ("", "10-90")


@pytest.mark.parametrize("point", ["101-5", "5", "a-b", "5-5-5", "٣-٣", "05-5"])
def test_nonsense_is_refused_in_words(editor, image, point):
    article = make_article(lead_image=image, state="draft")

    assert "Viết hai số từ 0 đến 100" in give_own_crop(editor, article, point).text


def test_point_without_files_means_that_of_the_picture(client, image):
    make_article(lead_image=image, lead_focus="10-90")

    assert image.responsive("card").address(240) in client.get("/tin-tuc/").text


@pytest.mark.decodes
@pytest.mark.django_db(transaction=True)
def test_no_transaction_waits_for_the_crop(editor, image, monkeypatch):
    article = make_article(lead_image=image, state="draft")
    run, in_transaction = subprocess.run, []

    def watched(*words, **options):
        in_transaction.append(connection.in_atomic_block)
        return run(*words, **options)

    monkeypatch.setattr(subprocess, "run", watched)
    give_own_crop(editor, article)

    assert in_transaction == [False]
