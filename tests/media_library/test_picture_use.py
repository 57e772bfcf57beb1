"""Where a picture is used is shown, and what is used stays."""

import pytest
from django.core.files.base import ContentFile
from django.db.models import ProtectedError
from django.urls import reverse

from media_library.models import Image
from tests.factories import make_article, make_image, make_settings, make_user, make_video
from tests.media_library import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_user(is_superuser=True))
    return client


def address(page, image):
    return reverse(f"admin:media_library_image_{page}", args=[image.pk])


def test_editor_sees_where_a_picture_is_used(editor):
    image = make_image(alt="Bến sông")
    make_article(title="Trong thân bài", state="draft", body=f'<figure><img data-image="{image.pk}"></figure>')
    make_article(title="Đầu bài", lead_image=image)
    make_video(title="Đại diện", poster=image)
    make_settings(emblem=image)

    page = editor.get(address("change", image)).content.decode()

    uses = page[page.index('class="uses"') :]
    assert all(title in uses for title in ("Trong thân bài", "Đầu bài", "Đại diện", "Thông tin cơ quan"))


@pytest.mark.parametrize("place", ["body", "lead_image"])
def test_used_picture_is_not_deleted_and_its_uses_are_named(editor, place):
    image = make_image()
    named = {"body": f'<figure><img data-image="{image.pk}"></figure>', "lead_image": image}
    make_article(title="Ngày hội", state="draft", **{place: named[place]})

    page = editor.get(address("delete", image)).content.decode()
    editor.post(address("delete", image), {"post": "yes", "reason": "Thừa"})

    assert "Ngày hội" in page
    assert Image.objects.filter(pk=image.pk).exists()


def test_picture_of_an_earlier_text_stays_too():
    image = make_image()
    article = make_article(state="draft", body=f'<figure><img data-image="{image.pk}"></figure>')
    article.body = "<p>Không ảnh</p>"
    article.save()

    with pytest.raises(ProtectedError):
        image.delete()


def test_unused_picture_can_be_deleted(editor):
    image = make_image()
    make_article(lead_image=make_image())

    editor.post(address("delete", image), {"post": "yes", "reason": "Thừa"})

    assert not Image.objects.filter(pk=image.pk).exists()


def test_text_that_names_a_lost_picture_is_saved_all_the_same():
    article = make_article(body='<figure><img data-image="987654321"></figure><p>Còn</p>')

    article.refresh_from_db()
    assert "Còn" in article.body


def test_new_file_of_a_picture_is_seen_wherever_it_is_used(client):
    image = make_image()
    article = make_article(lead_image=image)
    before = image.responsive("full").fallback
    image.file = ContentFile(samples.picture(), name="moi.jpg")
    image.save()

    page = client.get(article.get_absolute_url()).content.decode()

    assert image.responsive("full").fallback in page
    assert before not in page
