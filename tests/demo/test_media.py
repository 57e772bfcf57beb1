from media_library.models import Album, Attachment, Programme, Video
from news.models import Article


def test_programmes_have_their_months(demo):
    months = Video.objects.published().values_list("programme__name", "issue_month")

    assert Programme.objects.count() == 3
    assert len(set(months)) == Video.objects.count() == 24
    assert all(video.file and video.poster and video.transcript for video in Video.objects.all())


def test_albums_have_described_pictures_in_order(demo):
    newest, other = Album.objects.published().newest_first()

    assert newest.captioned_images[0].caption == "Hồi trống mở hội."
    assert (len(newest.captioned_images), len(other.captioned_images)) == (7, 4)
    assert all(place.image.alt and place.caption for place in newest.captioned_images)


def test_an_article_and_a_segment_carry_a_file(demo, client):
    file = Attachment.objects.get()

    for thing in file.carriers():
        assert file.get_absolute_url() in client.get(thing.get_absolute_url()).content.decode()
    assert {type(thing) for thing in file.carriers()} == {Article, Video}


def test_newest_segment_is_of_the_monthly_programme(demo):
    newest = Video.objects.published().newest_first().first()

    assert newest.programme.name == "Chuyên mục Đại Đoàn kết"
