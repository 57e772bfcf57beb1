"""The form of an album: its pictures in order, with or without a script."""

import pytest

from media_library.models import Album
from media_library.models.album import MAX_ALBUM_IMAGES
from tests.desk.forms import Fields, opened, sent
from tests.factories import make_album, make_image, make_user
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def images():
    return [make_image(title=f"Ảnh {number}") for number in range(3)]


def order(album):
    return list(album.pictures.all())


def test_reporter_makes_an_album_from_numbers_and_addresses(client, sign_in, images):
    sign_in("Phóng viên")
    first, second, third = images
    more = f"{second.pk}, http://cong.vn/admin/media_library/image/{first.pk}/change/ {third.pk} 999999999 x7"

    client.post("/admin/media_library/album/add/", {"title": "Ngày hội", "pictures-more": more})
    client.post(
        "/admin/media_library/album/add/", {"title": "Ngày hội", "pictures-more": more.replace("999999999", "")}
    )

    album = Album.objects.get()
    assert order(album) == [second, first, third]
    assert (album.state, album.cover) == ("draft", second)


def test_places_and_ways_out_work_without_a_script(client, sign_in, images):
    sign_in("Phóng viên")
    first, second, third = images
    album = make_album(state="draft", pictures=images)

    places = {f"pictures-place-{first.pk}": "3", f"pictures-place-{third.pk}": "1"}
    sent(client, album, opened(client, album), **places, **{"pictures-out": second.pk})

    assert order(album) == [third, first]


def test_words_of_a_place_are_kept_with_it_and_go_with_its_picture(client, sign_in, images):
    sign_in("Phóng viên")
    album = make_album(state="draft", pictures=images[:2])
    said = {f"pictures-words-{image.pk}": f"  Lời\t{image.title} " for image in images}

    sent(client, album, opened(client, album), **said)

    album.refresh_from_db()
    assert album.captions == {str(image.pk): f"Lời {image.title}" for image in images[:2]}


def test_edit_of_a_live_album_waits_and_is_shown_in_the_form_again(client, sign_in, images):
    sign_in("Phóng viên")
    album = make_album(pictures=images[:2])

    sent(
        client, album, opened(client, album), **{"pictures-more": images[2].pk, f"pictures-words-{images[0].pk}": "Mới"}
    )
    album.refresh_from_db()
    shown = opened(client, album)

    assert (order(album), album.captions) == (images[:2], {})
    assert shown["pictures"] == [str(image.pk) for image in images]
    assert shown[f"pictures-words-{images[0].pk}"] == "Mới"


def test_album_takes_no_more_pictures_than_a_page_bears(client, sign_in):
    sign_in("Phóng viên")
    album = make_album(state="draft")
    images = [make_image(file="anh/a.png") for _ in range(MAX_ALBUM_IMAGES + 1)]

    page = sent(client, album, opened(client, album), **{"pictures-more": ",".join(str(one.pk) for one in images)})

    assert f"nhiều nhất {MAX_ALBUM_IMAGES} ảnh" in page.text
    assert len(order(album)) == 1


def test_second_takes_over_pictures_and_words_of_the_first(client, sign_in, images):
    sign_in("Phóng viên")
    album = make_album(state="draft", pictures=images[:2])
    values = opened(client, album)
    words = {str(images[2].pk): "Của Mai"}
    write(album, by=make_user(*ALL), relations={"pictures": images[::-1]}, captions=words)

    answer = sent(client, album, values, summary="Của tôi")
    sent(client, album, Fields(answer.text).values)

    album.refresh_from_db()
    assert (album.summary, order(album), album.captions) == ("Của tôi", images[::-1], words)


@pytest.mark.parametrize("forged", ["x", "9" * 30, "0", "-1"])
def test_forged_pictures_change_nothing(client, sign_in, images, forged):
    sign_in("Phóng viên")
    album = make_album(state="draft", pictures=images)

    answer = sent(client, album, opened(client, album), pictures=[forged])

    assert "errornote" in answer.text
    assert order(album) == images


def test_window_of_albums_costs_the_same_however_many(client, django_assert_max_num_queries):
    client.force_login(make_user(is_superuser=True))
    for number in range(12):
        make_album(title=f"Đại đoàn kết {number}")

    with django_assert_max_num_queries(4):
        page = client.get("/admin/media_library/album/choose/", {"q": "dai doan ket"}).text

    assert page.count('name="album"') == 12
