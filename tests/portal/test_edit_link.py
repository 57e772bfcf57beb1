import pytest

from tests.factories import make_article, make_user, make_video

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "model", "words"),
    [(make_article, "news/article", "Sửa bài viết"), (make_video, "media_library/video", "Sửa video")],
)
def test_staff_find_the_way_to_the_form_and_readers_do_not(client, make, model, words):
    thing = make()
    link = f'<a href="/admin/{model}/{thing.pk}/change/">{words}</a>'

    assert link not in client.get(thing.get_absolute_url()).content.decode()
    client.force_login(make_user())
    client.get("/admin/")

    assert link in client.get(thing.get_absolute_url()).content.decode()
